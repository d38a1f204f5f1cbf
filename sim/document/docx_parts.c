/* The parts of a document for word processors that no text of it changes: its styles above all. */
#include "sim/base/text_buffer.h"
#include "sim/document/render_docx.h"

#define HEAD      "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n"
#define MAIN      "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\""
#define TYPE      "application/vnd.openxmlformats-officedocument.wordprocessingml."
#define REFERENCE "Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/"

static const char types[] = HEAD
    "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">"
    "<Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>"
    "<Default Extension=\"xml\" ContentType=\"application/xml\"/><Default Extension=\"png\" ContentType=\"image/png\"/>"
    "<Override PartName=\"/word/document.xml\" ContentType=\"" TYPE "document.main+xml\"/>"
    "<Override PartName=\"/word/styles.xml\" ContentType=\"" TYPE "styles+xml\"/>"
    "<Override PartName=\"/word/numbering.xml\" ContentType=\"" TYPE "numbering+xml\"/>"
    "<Override PartName=\"/word/settings.xml\" ContentType=\"" TYPE "settings+xml\"/>"
    "<Override PartName=\"/word/footer.xml\" ContentType=\"" TYPE "footer+xml\"/>"
    "<Override PartName=\"/docProps/core.xml\" "
    "ContentType=\"application/vnd.openxmlformats-package.core-properties+xml\"/>"
    "</Types>";

static const char root[] =
    HEAD "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">"
         "<Relationship Id=\"rId1\" " REFERENCE "officeDocument\" Target=\"word/document.xml\"/>"
         "<Relationship Id=\"rId2\" Type=\"http://schemas.openxmlformats.org/package/2006/relationships/metadata/"
         "core-properties\" Target=\"docProps/core.xml\"/></Relationships>";

static const char numbering[] = HEAD
    "<w:numbering " MAIN "><w:abstractNum w:abstractNumId=\"0\"><w:multiLevelType w:val=\"hybridMultilevel\"/>"
    "<w:lvl w:ilvl=\"0\"><w:start w:val=\"1\"/><w:numFmt w:val=\"bullet\"/><w:pStyle w:val=\"ListBullet\"/>"
    "<w:lvlText w:val=\"\u2022\"/><w:lvlJc w:val=\"left\"/><w:pPr><w:ind w:left=\"340\" w:hanging=\"340\"/></w:pPr>"
    "</w:lvl></w:abstractNum><w:num w:numId=\"1\"><w:abstractNumId w:val=\"0\"/></w:num></w:numbering>";

static const char settings[] =
    HEAD "<w:settings " MAIN "><w:zoom w:percent=\"100\"/><w:autoHyphenation/><w:defaultTabStop w:val=\"720\"/>"
         "<w:characterSpacingControl w:val=\"doNotCompress\"/><w:compat><w:compatSetting w:name=\"compatibilityMode\" "
         "w:uri=\"http://schemas.microsoft.com/office/word\" w:val=\"15\"/></w:compat></w:settings>";

#define SPACE(before, after) "<w:spacing w:before=\"" before "\" w:after=\"" after "\"/>"
#define TIGHT(before, after)                                                                                           \
    "<w:spacing w:before=\"" before "\" w:after=\"" after "\" w:line=\"245\" w:lineRule=\"auto\"/>"
#define SIZE(half)    "<w:sz w:val=\"" half "\"/><w:szCs w:val=\"" half "\"/>"
#define FONT(name)    "<w:rFonts w:ascii=\"" name "\" w:hAnsi=\"" name "\" w:eastAsia=\"" name "\" w:cs=\"" name "\"/>"
#define BOLD          "<w:b/>"
#define COLOUR(code)  "<w:color w:val=\"" code "\"/>"
#define GREY          COLOUR("4A5560")
#define WITH          "<w:keepNext/><w:keepLines/>"
#define TOGETHER      "<w:keepLines/>"
#define WHOLE         "<w:suppressAutoHyphens/>"
#define BULLET        "<w:numPr><w:ilvl w:val=\"0\"/><w:numId w:val=\"1\"/></w:numPr>"
#define INDENT(ends)  "<w:ind " ends "/>"
#define LEVEL(number) "<w:outlineLvl w:val=\"" number "\"/>"
#define BORDERS(all)  "<w:pBdr>" all "</w:pBdr>"
#define EDGE(side, width, space, colour)                                                                               \
    "<w:" side " w:val=\"single\" w:sz=\"" width "\" w:space=\"" space "\" w:color=\"" colour "\"/>"
#define BOX                                                                                                            \
    EDGE("top", "6", "5", "84909B")                                                                                    \
    EDGE("left", "6", "6", "84909B") EDGE("bottom", "6", "5", "84909B") EDGE("right", "6", "6", "84909B")

/* A style of paragraphs: what it is based on, what the paragraph after it has, how it stands, its letters. */
static const struct {
    const char *id, *name, *base, *next, *paragraph, *run;
} style[] = {
    {"Masthead", "Masthead", "Normal", "Title", BORDERS(EDGE("top", "36", "8", "14191F")) SPACE("0", "200"),
     GREY SIZE("18")},
    {"Title", "Title", "Normal", "Normal", WITH WHOLE TIGHT("0", "120"), BOLD SIZE("40")},
    {"Verdict", "Verdict", "Normal", "Normal", TOGETHER WHOLE TIGHT("0", "60"), BOLD SIZE("28")},
    {"Headline", "Headline", "Normal", "Normal", WITH WHOLE TIGHT("120", "60"), BOLD SIZE("25")},
    {"Heading1", "heading 1", "Normal", "Normal",
     WITH BORDERS(EDGE("top", "8", "6", "D5DBE1")) WHOLE TIGHT("420", "140") LEVEL("0"), BOLD SIZE("32")},
    {"Heading2", "heading 2", "Normal", "Normal", WITH WHOLE TIGHT("260", "60") LEVEL("1"), BOLD SIZE("24")},
    {"Caption", "caption", "Normal", "Normal", WITH WHOLE TIGHT("260", "60"), BOLD SIZE("20")},
    {"Subtitle", "Subtitle", "Normal", "Normal", WITH TIGHT("0", "80"), GREY SIZE("18")},
    {"Picture", "Picture", "Normal", "Normal", TOGETHER SPACE("0", "80"), ""},
    {"ListBullet", "List Bullet", "Normal", "ListBullet",
     BULLET SPACE("0", "60") INDENT("w:left=\"340\" w:hanging=\"340\""), ""},
    {"Quote", "Quote", "Normal", "Normal",
     BORDERS(EDGE("left", "18", "10", "84909B")) SPACE("60", "120") INDENT("w:left=\"284\""), ""},
    {"Code", "Code", "Normal", "Normal",
     "<w:shd w:val=\"clear\" w:color=\"auto\" w:fill=\"F3F5F7\"/>" WHOLE SPACE("60", "120"),
     FONT("Consolas") "<w:noProof/>" SIZE("18")},
    {"Caveat", "Caveat", "Normal", "Normal",
     TOGETHER BORDERS(BOX) SPACE("200", "200") INDENT("w:left=\"140\" w:right=\"140\""), SIZE("20")},
    {"Note", "Note", "Normal", "Normal", TIGHT("60", "60"), GREY SIZE("18")},
    {"Figures", "Figures", "Normal", "Normal", TOGETHER TIGHT("0", "120"), SIZE("19")},
    {"TableText", "Table Text", "Normal", "TableText", TIGHT("30", "30"), SIZE("18")},
    {"TableFigure", "Table Figure", "TableText", "TableFigure", WHOLE "<w:jc w:val=\"right\"/>", ""},
    {"Footer", "footer", "Normal", "Footer", "<w:tabs><w:tab w:val=\"right\" w:pos=\"9072\"/></w:tabs>" SPACE("0", "0"),
     GREY SIZE("17")},
};

/* Before and after the language that texts are checked and hyphenated in. */
static const char defaults[] = HEAD "<w:styles " MAIN "><w:docDefaults><w:rPrDefault><w:rPr>" FONT("Calibri")
    COLOUR("14191F") SIZE("21") "<w:lang w:val=\"";
static const char normal[] =
    "\"/></w:rPr></w:rPrDefault><w:pPrDefault><w:pPr><w:spacing w:after=\"120\" w:line=\"269\" w:lineRule=\"auto\"/>"
    "</w:pPr></w:pPrDefault></w:docDefaults><w:style w:type=\"paragraph\" w:default=\"1\" w:styleId=\"Normal\">"
    "<w:name w:val=\"Normal\"/><w:qFormat/></w:style>";
static const char tables[] =
    "<w:style w:type=\"table\" w:default=\"1\" w:styleId=\"TableNormal\"><w:name w:val=\"Normal Table\"/><w:tblPr>"
    "<w:tblInd w:w=\"0\" w:type=\"dxa\"/><w:tblCellMar><w:top w:w=\"0\" w:type=\"dxa\"/><w:left w:w=\"70\" "
    "w:type=\"dxa\"/><w:bottom w:w=\"0\" w:type=\"dxa\"/><w:right w:w=\"70\" w:type=\"dxa\"/></w:tblCellMar></w:tblPr>"
    "</w:style><w:style w:type=\"table\" w:styleId=\"ResultTable\"><w:name w:val=\"Result Table\"/><w:basedOn "
    "w:val=\"TableNormal\"/><w:tblPr><w:tblBorders>" EDGE("top", "8", "0", "14191F") EDGE("bottom", "8", "0", "14191F")
        EDGE("insideH", "4", "0", "D5DBE1") "</w:tblBorders></w:tblPr></w:style></w:styles>";

const struct archive_part docx_part[DOCX_PARTS] = {{"[Content_Types].xml", types, sizeof types - 1},
                                                   {"_rels/.rels", root, sizeof root - 1},
                                                   {"word/numbering.xml", numbering, sizeof numbering - 1},
                                                   {"word/settings.xml", settings, sizeof settings - 1}};

char *docx_styles(struct arena *arena, const char *locale)
{
    struct text_buffer out;
    text_buffer_init(&out, arena);
    text_buffer_printf(&out, "%s%s%s", defaults, locale, normal);
    for (size_t s = 0; s < sizeof style / sizeof *style; s++)
        text_buffer_printf(
            &out,
            "<w:style w:type=\"paragraph\" w:styleId=\"%s\"><w:name w:val=\"%s\"/><w:basedOn w:val=\"%s\"/>"
            "<w:next w:val=\"%s\"/><w:qFormat/><w:pPr>%s</w:pPr><w:rPr>%s</w:rPr></w:style>",
            style[s].id, style[s].name, style[s].base, style[s].next, style[s].paragraph, style[s].run);
    text_buffer_add(&out, tables);
    return text_buffer_finish(&out);
}
