#include "sim/document/render_docx.h"

#include <math.h>
#include <string.h>

#include "sim/base/text_buffer.h"
#include "sim/document/render_html.h"
#include "sim/document/text_wrap.h"

/* Lengths in twentieths of a point: A4 with margins that leave 16 cm. */
enum { TEXT_WIDTH = 9072, CELL_MARGINS = 150 };
enum { MANY = 6 /* columns, whose letters are smaller where there are more */, SHORT = 14 /* rows on one page */ };
static const double emu = 16 * 360000.0; /* the same 16 cm, in the unit of pictures */

#define XML "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n"
#define W   "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\""

struct docx_writer {
    struct arena *arena;
    const struct document *document;
    const struct docx_page *page;
    struct text_buffer body;
    size_t tables, figures;
    bool joined; /* what is written stays on the page of what follows */
    bool below;  /* a table ends here, which what follows keeps away from */
    bool failed;
};

static void put(struct docx_writer *writer, const char *markup)
{
    text_buffer_add(&writer->body, markup);
}

static void put_escaped(struct docx_writer *writer, const char *text)
{
    const char *const escaped = html_escape(writer->arena, text);
    writer->failed |= !escaped;
    put(writer, escaped ? escaped : "");
}

/* A run of text, with properties or "". */
static void put_run(struct docx_writer *writer, const char *properties, const char *text)
{
    put(writer, "<w:r>");
    if (properties[0]) text_buffer_printf(&writer->body, "<w:rPr>%s</w:rPr>", properties);
    put(writer, "<w:t xml:space=\"preserve\">");
    put_escaped(writer, text);
    put(writer, "</w:t></w:r>");
}

/* The styles of what follows a table without a distance of its own. */
static bool is_close(const char *style)
{
    return strcmp(style, "Normal") == 0 || strcmp(style, "ListBullet") == 0;
}

static void open_paragraph(struct docx_writer *writer, const char *style)
{
    text_buffer_printf(&writer->body, "<w:p><w:pPr><w:pStyle w:val=\"%s\"/>%s%s</w:pPr>", style,
                       writer->joined ? "<w:keepNext/>" : "",
                       writer->below && is_close(style) ? "<w:spacing w:before=\"160\"/>" : "");
    writer->below = false;
}

static void put_paragraph(struct docx_writer *writer, const char *style, const char *text)
{
    open_paragraph(writer, style);
    put_run(writer, "", text);
    put(writer, "</w:p>");
}

/* A number that the word processor counts and can list: "Table 3. ". */
static void put_caption(struct docx_writer *writer, const char *label, size_t number, const char *text)
{
    open_paragraph(writer, "Caption");
    put_run(writer, "", label);
    text_buffer_printf(&writer->body,
                       "<w:r><w:t>\u00A0</w:t></w:r><w:fldSimple w:instr=\" SEQ %s \\* ARABIC \"><w:r><w:t>%zu</w:t>"
                       "</w:r></w:fldSimple><w:r><w:t xml:space=\"preserve\">. </w:t></w:r>",
                       label, number);
    put_run(writer, "", text);
    put(writer, "</w:p>");
}

/* --- tables --- */

/* What a column needs: its widest word, and its longest text, but no more than a part of the page. */
struct docx_width {
    double least, wished;
};

static void widen(struct docx_width *width, const char *text, double letter, double most)
{
    width->least = fmax(width->least, text_widest_word(text) * letter + CELL_MARGINS);
    width->wished = fmax(width->wished, fmin(text_width(text) * letter + CELL_MARGINS, most));
}

static double sum_of(const struct docx_width *width, size_t columns, bool wished)
{
    double sum = 0;
    for (size_t c = 0; c < columns; c++) sum += wished ? width[c].wished : width[c].least;
    return sum;
}

/* Columns that fill the page: where there is room the first takes the rest, else each is narrowed towards its least. */
static double *column_widths(struct docx_writer *writer, const struct document_table *table)
{
    const double letter = table->columns > MANY ? 87 : 97, bold = 1.06;
    struct docx_width *const width = ARENA_ARRAY(writer->arena, table->columns, struct docx_width);
    double *const out = ARENA_ARRAY(writer->arena, table->columns, double);
    writer->failed |= !width || !out;
    if (!width || !out) return NULL;
    for (size_t c = 0; c < table->columns; c++) {
        const double most = TEXT_WIDTH * (table->column[c].holds == DOCUMENT_TEXTS ? 0.6 : 0.3);
        widen(&width[c], table->column[c].title, letter * bold, most);
        for (const struct document_row *row = table->first; row; row = row->next)
            widen(&width[c], row->cell[c].text, letter * (row->total ? bold : 1), most);
    }
    const double least = sum_of(width, table->columns, false), wished = sum_of(width, table->columns, true);
    const double share = wished > least ? fmax(0, fmin(1, (TEXT_WIDTH - least) / (wished - least))) : 1;
    const double shrink = least > TEXT_WIDTH ? TEXT_WIDTH / least : 1;
    for (size_t c = 0; c < table->columns; c++)
        out[c] = floor(shrink * (width[c].least + share * (width[c].wished - width[c].least)));
    double used = 0;
    for (size_t c = 0; c < table->columns; c++) used += out[c];
    out[table->column[0].holds == DOCUMENT_TEXTS ? 0 : table->columns - 1] += TEXT_WIDTH - used;
    return out;
}

/* How the cells of a row look. */
struct docx_cell {
    const char *border, *run, *align;
};

static void put_cell(struct docx_writer *writer, const struct document_table *table, size_t c, double width,
                     const char *text, const struct docx_cell *look)
{
    const bool figure = table->column[c].holds == DOCUMENT_FIGURES;
    text_buffer_printf(&writer->body, "<w:tc><w:tcPr><w:tcW w:w=\"%.0f\" w:type=\"dxa\"/>%s%s</w:tcPr>", width,
                       look->border, look->align);
    writer->below = false;
    open_paragraph(writer, figure ? "TableFigure" : "TableText");
    const char *const run =
        arena_printf(writer->arena, "%s%s", look->run, table->columns > MANY ? "<w:sz w:val=\"16\"/>" : "");
    writer->failed |= !run;
    if (text[0]) put_run(writer, run ? run : "", text);
    put(writer, "</w:p></w:tc>");
}

static const struct docx_cell head_cell = {
    "<w:tcBorders><w:bottom w:val=\"single\" w:sz=\"8\" w:space=\"0\" w:color=\"14191F\"/></w:tcBorders>", "<w:b/>",
    "<w:vAlign w:val=\"bottom\"/>"};
static const struct docx_cell total_cell = {
    "<w:tcBorders><w:top w:val=\"single\" w:sz=\"8\" w:space=\"0\" w:color=\"14191F\"/></w:tcBorders>", "<w:b/>", ""};
static const struct docx_cell plain_cell = {"", "", ""};
static const struct docx_cell key_cell = {"", "<w:b/>", ""};

static void put_row(struct docx_writer *writer, const struct document_table *table, const struct document_row *row,
                    const double *width)
{
    put(writer, row ? "<w:tr><w:trPr><w:cantSplit/></w:trPr>" : "<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>");
    for (size_t c = 0; c < table->columns; c++) {
        const bool key = row && table->look == DOCUMENT_KEY_FACTS && c == 1;
        put_cell(writer, table, c, width[c], row ? row->cell[c].text : table->column[c].title,
                 !row         ? &head_cell
                 : row->total ? &total_cell
                 : key        ? &key_cell
                              : &plain_cell);
    }
    put(writer, "</w:tr>");
}

static void put_rows(struct docx_writer *writer, const struct document_table *table)
{
    const double *const width = column_widths(writer, table);
    const bool head = document_table_has_head(table);
    if (!width) return;
    put_caption(writer, writer->page->table, ++writer->tables, table->title);
    text_buffer_printf(&writer->body,
                       "<w:tbl><w:tblPr><w:tblStyle w:val=\"ResultTable\"/><w:tblW w:w=\"%d\" w:type=\"dxa\"/>"
                       "<w:tblLayout w:type=\"fixed\"/><w:tblLook w:val=\"%s\" w:firstRow=\"%d\" w:lastRow=\"0\" "
                       "w:firstColumn=\"1\" w:lastColumn=\"0\" w:noHBand=\"1\" w:noVBand=\"1\"/><w:tblCaption w:val=\"",
                       TEXT_WIDTH, head ? "06A0" : "0680", head);
    put_escaped(writer, table->title);
    put(writer, "\"/></w:tblPr><w:tblGrid>");
    for (size_t c = 0; c < table->columns; c++)
        text_buffer_printf(&writer->body, "<w:gridCol w:w=\"%.0f\"/>", width[c]);
    put(writer, "</w:tblGrid>");
    writer->joined = table->rows <= SHORT;
    if (head) put_row(writer, table, NULL, width);
    for (const struct document_row *row = table->first; row; row = row->next) {
        writer->joined &= row->next != NULL;
        put_row(writer, table, row, width);
    }
    put(writer, "</w:tbl>");
    writer->below = true;
}

/* Figures below what is said of them, each after what it is. */
static void put_figures(struct docx_writer *writer, const struct document_table *table, const struct document_row *row)
{
    bool any = false;
    for (size_t c = 0; c < table->columns; c++) {
        if (table->column[c].holds != DOCUMENT_FIGURES || !row->cell[c].text[0]) continue;
        if (!any) open_paragraph(writer, "Figures");
        if (any) put_run(writer, "", " · ");
        put_run(writer, "", table->column[c].title);
        put_run(writer, "", " ");
        put_run(writer, "<w:b/>", row->cell[c].text);
        any = true;
    }
    if (any) put(writer, "</w:p>");
}

static void put_cards(struct docx_writer *writer, const struct document_table *table)
{
    for (const struct document_row *row = table->first; row; row = row->next) {
        put_paragraph(writer, "Heading2", row->cell[0].text);
        writer->joined = true;
        for (size_t c = 1; c < table->columns; c++)
            if (table->column[c].holds == DOCUMENT_TEXTS && row->cell[c].text[0]) {
                open_paragraph(writer, "Normal");
                put_run(writer, c == 1 ? "<w:b/>" : "", row->cell[c].text);
                put(writer, "</w:p>");
            }
        writer->joined = false;
        put_figures(writer, table, row);
    }
}

static void put_table(struct docx_writer *writer, const struct document_table *table)
{
    if (!table->first) return;
    (table->look == DOCUMENT_CARDS ? put_cards : put_rows)(writer, table);
}

/* --- texts and pictures --- */

static const char *const style[DOCUMENT_KINDS] = {
    [DOCUMENT_VERDICT] = "Verdict",  [DOCUMENT_HEADLINE] = "Headline",   [DOCUMENT_DETAIL] = "Normal",
    [DOCUMENT_LINE] = "Normal",      [DOCUMENT_ITEM] = "ListBullet",     [DOCUMENT_WARNING] = "Caveat",
    [DOCUMENT_HEADING] = "Heading1", [DOCUMENT_FACT] = "ListBullet",     [DOCUMENT_PARAGRAPH] = "Normal",
    [DOCUMENT_ASIDE] = "Normal",     [DOCUMENT_SUBHEADING] = "Heading2", [DOCUMENT_STEP] = "Heading2",
    [DOCUMENT_QUOTE] = "Quote",      [DOCUMENT_CODE] = "Code",           [DOCUMENT_NOTE] = "Note",
};

static const struct docx_picture *picture_of(const struct docx_writer *writer, const char *chart)
{
    for (size_t i = 0; i < writer->page->pictures; i++)
        if (strcmp(writer->page->picture[i].name, chart) == 0) return &writer->page->picture[i];
    return NULL;
}

static void put_picture(struct docx_writer *writer, const struct docx_picture *picture)
{
    const size_t number = ++writer->figures;
    const double height = round(emu * picture->height / picture->width);
    put_caption(writer, writer->page->figure, number, picture->title);
    if (picture->subtitle && picture->subtitle[0]) put_paragraph(writer, "Subtitle", picture->subtitle);
    open_paragraph(writer, "Picture");
    text_buffer_printf(&writer->body,
                       "<w:r><w:drawing><wp:inline distT=\"0\" distB=\"0\" distL=\"0\" distR=\"0\"><wp:extent "
                       "cx=\"%.0f\" cy=\"%.0f\"/><wp:docPr id=\"%zu\" name=\"%s %zu\" descr=\"",
                       emu, height, number, writer->page->figure, number);
    put_escaped(writer, picture->description);
    text_buffer_printf(&writer->body,
                       "\"/><a:graphic><a:graphicData uri=\"http://schemas.openxmlformats.org/drawingml/2006/picture\">"
                       "<pic:pic><pic:nvPicPr><pic:cNvPr id=\"%zu\" name=\"%s.png\"/><pic:cNvPicPr/></pic:nvPicPr>"
                       "<pic:blipFill><a:blip r:embed=\"picture%td\"/><a:stretch><a:fillRect/></a:stretch>"
                       "</pic:blipFill><pic:spPr><a:xfrm><a:off x=\"0\" y=\"0\"/><a:ext cx=\"%.0f\" cy=\"%.0f\"/>"
                       "</a:xfrm><a:prstGeom prst=\"rect\"><a:avLst/></a:prstGeom></pic:spPr></pic:pic>"
                       "</a:graphicData></a:graphic></wp:inline></w:drawing></w:r></w:p>",
                       number, picture->name, picture - writer->page->picture, emu, height);
}

static bool is_behind(const struct document_block *block)
{
    return block && block->table && block->table->look == DOCUMENT_BEHIND;
}

/* The last block of a table and its notes. */
static const struct document_block *with_notes(const struct document_block *block)
{
    while (block->next && block->next->kind == DOCUMENT_NOTE) block = block->next;
    return block;
}

/* A chart and the notes to it; the tables behind it stand at the end. Returns the last block that belongs to it. */
static const struct document_block *put_chart(struct docx_writer *writer, const struct document_block *block)
{
    const struct docx_picture *const picture = picture_of(writer, block->text);
    if (!picture) return block;
    put_picture(writer, picture);
    const struct document_block *const last = with_notes(block);
    for (; block != last; block = block->next) put_paragraph(writer, "Note", block->next->text);
    while (is_behind(block->next)) block = with_notes(block->next);
    return block;
}

/* The figures of every chart that has a picture. */
static void put_behind(struct docx_writer *writer)
{
    bool any = false;
    for (const struct document_block *block = writer->document->first; block; block = block->next) {
        if (block->kind != DOCUMENT_CHART || !picture_of(writer, block->text)) continue;
        for (block = with_notes(block); is_behind(block->next);) {
            if (!any) put_paragraph(writer, "Heading1", writer->page->behind);
            any = true;
            block = block->next;
            put_table(writer, block->table);
            const struct document_block *const last = with_notes(block);
            for (; block != last; block = block->next) put_paragraph(writer, "Note", block->next->text);
        }
    }
}

static void put_body(struct docx_writer *writer)
{
    put_paragraph(writer, "Masthead", writer->page->tagline);
    put_paragraph(writer, "Title", writer->document->title);
    for (const struct document_block *block = writer->document->first; block; block = block->next)
        if (block->kind == DOCUMENT_CHART)
            block = put_chart(writer, block);
        else if (block->table)
            put_table(writer, block->table);
        else
            put_paragraph(writer, style[block->kind], block->text);
    put_behind(writer);
}

static const char *document_part(struct docx_writer *writer)
{
    text_buffer_init(&writer->body, writer->arena);
    put(writer, XML "<w:document " W " xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\" "
                    "xmlns:wp=\"http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing\" "
                    "xmlns:a=\"http://schemas.openxmlformats.org/drawingml/2006/main\" "
                    "xmlns:pic=\"http://schemas.openxmlformats.org/drawingml/2006/picture\"><w:body>");
    put_body(writer);
    if (writer->below) put_paragraph(writer, "Note", writer->page->foot); /* a body ends in a paragraph */
    put(writer, "<w:sectPr><w:footerReference w:type=\"default\" r:id=\"footer\"/><w:pgSz w:w=\"11906\" w:h=\"16838\"/>"
                "<w:pgMar w:top=\"1247\" w:right=\"1417\" w:bottom=\"1247\" w:left=\"1417\" w:header=\"624\" "
                "w:footer=\"624\" w:gutter=\"0\"/></w:sectPr></w:body></w:document>");
    return text_buffer_finish(&writer->body);
}

/* --- the other parts --- */

static const char *footer_part(struct docx_writer *writer)
{
    text_buffer_init(&writer->body, writer->arena);
    put(writer, XML "<w:ftr " W ">");
    open_paragraph(writer, "Footer");
    put_run(writer, "", writer->page->foot);
    put(writer, "<w:r><w:tab/></w:r><w:fldSimple w:instr=\" PAGE \"><w:r><w:t>1</w:t></w:r></w:fldSimple><w:r><w:t "
                "xml:space=\"preserve\"> / </w:t></w:r><w:fldSimple w:instr=\" NUMPAGES \"><w:r><w:t>1</w:t></w:r>"
                "</w:fldSimple></w:p></w:ftr>");
    return text_buffer_finish(&writer->body);
}

static const char *core_part(struct docx_writer *writer)
{
    text_buffer_init(&writer->body, writer->arena);
    put(writer, XML "<cp:coreProperties xmlns:cp=\"http://schemas.openxmlformats.org/package/2006/metadata/"
                    "core-properties\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\"><dc:title>");
    put_escaped(writer, writer->document->title);
    put(writer, "</dc:title><dc:creator>hyoty " HYOTY_VERSION "</dc:creator><dc:language>");
    put_escaped(writer, writer->page->locale);
    put(writer, "</dc:language></cp:coreProperties>");
    return text_buffer_finish(&writer->body);
}

static const char *links_part(struct docx_writer *writer)
{
    static const char *const fixed[] = {"styles", "numbering", "settings", "footer"};
    text_buffer_init(&writer->body, writer->arena);
    put(writer, XML "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">");
    for (size_t i = 0; i < sizeof fixed / sizeof *fixed; i++)
        text_buffer_printf(&writer->body,
                           "<Relationship Id=\"%s\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/"
                           "relationships/%s\" Target=\"%s.xml\"/>",
                           fixed[i], fixed[i], fixed[i]);
    for (size_t i = 0; i < writer->page->pictures; i++)
        text_buffer_printf(&writer->body,
                           "<Relationship Id=\"picture%zu\" Type=\"http://schemas.openxmlformats.org/officeDocument/"
                           "2006/relationships/image\" Target=\"media/%s.png\"/>",
                           i, writer->page->picture[i].name);
    put(writer, "</Relationships>");
    return text_buffer_finish(&writer->body);
}

enum { MADE_PARTS = 5 };

/* In the order in which they are stored: what the file is comes first. */
static void take_parts(struct docx_writer *writer, struct archive_part *part)
{
    const struct archive_part made[] = {{"word/document.xml", document_part(writer), 0},
                                        {"word/_rels/document.xml.rels", links_part(writer), 0},
                                        {"word/styles.xml", docx_styles(writer->arena, writer->page->locale), 0},
                                        {"word/footer.xml", footer_part(writer), 0},
                                        {"docProps/core.xml", core_part(writer), 0}};
    _Static_assert(sizeof made / sizeof *made == MADE_PARTS, "room for them");
    memcpy(part, docx_part, sizeof docx_part);
    memcpy(part + DOCX_PARTS, made, sizeof made);
    for (size_t p = DOCX_PARTS; p < DOCX_PARTS + MADE_PARTS; p++) {
        writer->failed |= !part[p].data;
        part[p].length = part[p].data ? strlen(part[p].data) : 0;
    }
}

enum status render_docx(const struct document *document, const struct docx_page *page, struct sink *sink,
                        struct error *err)
{
    struct docx_writer writer = {.arena = document->arena, .document = document, .page = page};
    const size_t fixed = DOCX_PARTS + MADE_PARTS, parts = fixed + page->pictures;
    struct archive_part *const part = ARENA_ARRAY(document->arena, parts, struct archive_part);
    if (!part) return error_out_of_memory(err);
    take_parts(&writer, part);
    for (size_t i = 0; i < page->pictures; i++) {
        const struct docx_picture *const picture = &page->picture[i];
        part[fixed + i] = (struct archive_part){arena_printf(document->arena, "word/media/%s.png", picture->name),
                                                picture->png, picture->length};
        writer.failed |= !part[fixed + i].name;
    }
    if (writer.failed) return error_out_of_memory(err);
    return archive_write(part, parts, sink, err);
}
