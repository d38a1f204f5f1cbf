/* How a page looks: one column on phones, two beside each other where there is room, a dark twin, and A4 paper. Every
 * colour is a variable, so that the charts of a page turn dark with it. */
#include <string.h>

#include "sim/base/text_buffer.h"
#include "sim/document/render_html.h"
#include "sim/document/text_wrap.h"

#define LIGHT                                                                                                          \
    "--paper:#fff;--wash:#f3f5f7;--ink:#14191f;--ink2:#4a5560;--line:#d5dbe1;--edge:#84909b;--gain:#0072b2;"           \
    "--gaint:#005ea2;--cost:#c46a00;--costt:#8f4f00;--other:#6b7885;--link:#005ea2;--bar:#14191f;"
#define DARK                                                                                                           \
    "--paper:#11161b;--wash:#1a2128;--ink:#e8edf2;--ink2:#aab6c1;--line:#323c46;--edge:#6d7a86;--gain:#6cb8ee;"        \
    "--gaint:#8cc8f4;--cost:#f0a04b;--costt:#f5b56e;--other:#8c9aa7;--link:#8cc8f4;--bar:#aab6c1;"

/* Type and ground. */
static const char base[] =
    ":root{color-scheme:light dark;--focus:#ffbf00;" LIGHT "}"
    "@media (prefers-color-scheme:dark){:root{" DARK "}}"
    "*{box-sizing:border-box}"
    "html{-webkit-text-size-adjust:100%;scroll-padding-top:16px}"
    "body{margin:0;background:var(--paper);color:var(--ink);font:400 16px/1.5 Inter,system-ui,-apple-system,"
    "\"Segoe UI\",Roboto,\"Liberation Sans\",Arial,sans-serif;overflow-wrap:anywhere}"
    ".page{max-width:1140px;margin:0 auto;padding:0 20px}"
    "p{margin:0 0 .8em}"
    "h1,h2,h3{line-height:1.2;margin:0;text-wrap:balance;letter-spacing:-.012em}"
    "h1{font-size:25px;line-height:1.18;letter-spacing:-.021em;font-weight:750}"
    "h1 span{display:block;text-wrap:balance}h1 span+span{margin-top:.12em}"
    "h2{font-size:23px;font-weight:740;letter-spacing:-.018em}"
    "h3,.title{font-size:19px;line-height:1.28;font-weight:700;letter-spacing:-.012em}"
    "a{color:var(--link);text-underline-offset:.16em;text-decoration-thickness:1px}a:hover{text-decoration-thickness:"
    "2px}"
    ":focus-visible{outline:3px solid var(--focus);outline-offset:2px;box-shadow:0 0 0 2px var(--ink)}"
    ".hidden{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}"
    ".skip{position:absolute;left:-999px}.skip:focus{left:8px;top:8px;background:var(--paper);padding:8px "
    "12px;z-index:9}"
    "pre{font:14px/1.45 ui-monospace,\"Cascadia Mono\",Menlo,Consolas,\"Liberation Mono\",monospace;"
    "background:var(--wash);padding:12px 14px;margin:0 0 14px;white-space:pre-wrap;overflow-wrap:anywhere}"
    "footer{margin:52px 0 40px;border-top:1px solid var(--line);padding-top:14px;font-size:14px;color:var(--ink2)}";

/* The first screen. */
static const char answer[] =
    ".mast{border-top:5px solid var(--bar);padding-top:11px;font-size:14px;line-height:1.4;color:var(--ink2)}"
    ".mast b{color:var(--ink)}"
    ".kicker{margin:20px 0 5px;font-weight:600;font-size:15px;color:var(--ink2)}"
    "h1{margin:0 0 12px}.answer>h1:first-child{margin-top:24px}"
    ".answer{display:grid;grid-template-columns:minmax(0,1fr);gap:0 44px}.answer>*{grid-column:1/-1}"
    ".answer figure{margin:10px 0 0}.answer .rows+figure{margin-top:30px}.answer .title{font-size:17px}"
    ".headline{font-size:20px;line-height:1.3;font-weight:700;margin:14px 0 6px}.detail{color:var(--ink2)}"
    ".warning{border:1px solid var(--edge);padding:9px 12px;font-size:14.5px;line-height:1.42;margin:18px 0 "
    "0;align-self:start}"
    ".ledger{margin-top:22px}.ledger table{width:100%;border-collapse:collapse;font-size:14px;line-height:1.35}"
    ".ledger caption{text-align:left;font-weight:700;padding:0 0 8px}"
    ".ledger th,.ledger td{border-top:1px solid var(--line);padding:8px 0;font-weight:400;text-align:left;"
    "vertical-align:baseline}"
    ".ledger "
    "td{text-align:right;white-space:nowrap;font-variant-numeric:tabular-nums;padding-left:14px;font-weight:650}"
    ".ledger .total>*{border-top:2px solid var(--ink);font-weight:700}"
    ".key{display:grid;grid-template-columns:1fr 1fr;gap:0 24px;margin:22px 0 0}"
    ".key>div{border-top:2px solid var(--ink);padding:9px 0 14px}.key "
    "dt{font-size:14px;color:var(--ink2);line-height:1.3}"
    ".key dd{margin:0;font-size:14.5px;line-height:1.4}"
    ".key .figure{font-size:18px;font-weight:700;line-height:1.25;letter-spacing:-.015em;margin:2px 0 3px}"
    ".toc{display:flex;flex-wrap:wrap;gap:2px 20px;margin:14px 0 0;padding:10px 0;list-style:none;font-size:15px;"
    "border-top:1px solid var(--line);border-bottom:1px solid var(--line)}.toc a{display:inline-block;padding:5px 0}";

/* What follows it. */
static const char parts[] =
    "section{padding:46px 0 0}"
    ".part{display:grid;grid-template-columns:minmax(0,1fr);gap:20px 48px;border-top:5px solid var(--bar);"
    "padding-top:16px}"
    ".side{max-width:38em}.part h2{margin-bottom:12px}.main{min-width:0}.main>p{max-width:42em}"
    "figure{margin:0 0 44px}.under{color:var(--ink2);font-size:14.5px;line-height:1.42;margin:4px 0 14px}"
    "figcaption,.note{margin:10px 0 0;font-size:13.5px;line-height:1.45;color:var(--ink2)}.note+.note,figcaption+"
    "figcaption{margin-top:4px}"
    ".rows{margin:0 0 "
    "34px}.rows:has(+.note){margin-bottom:0}.note:has(+:not(.note)){margin-bottom:34px}figure>.note:has(+details),"
    "details>.note{margin-bottom:0}.rows .title{margin-bottom:8px}details .title{display:none}details "
    ".rows{margin-bottom:0}"
    ".scroll{overflow-x:auto;background:linear-gradient(90deg,var(--paper) 40%,transparent),linear-gradient(270deg,"
    "var(--paper) 40%,transparent) 100% 0,linear-gradient(90deg,var(--line),transparent),linear-gradient(270deg,"
    "var(--line),transparent) 100% 0;background-repeat:no-repeat;background-size:36px 100%,36px 100%,12px 100%,12px "
    "100%;"
    "background-attachment:local,local,scroll,scroll}"
    ".rows table{border-collapse:collapse;width:100%;font-size:14px;line-height:1.35;font-variant-numeric:tabular-nums;"
    "overflow-wrap:break-word}"
    ".rows th,.rows td{padding:8px 0 8px 10px;text-align:right;vertical-align:baseline;border-bottom:1px solid "
    "var(--line)}.rows td{white-space:nowrap}"
    ".rows thead th,.rows thead td{font-size:13px;font-weight:600;color:var(--ink2);border-bottom:1.5px solid "
    "var(--ink);"
    "vertical-align:bottom;line-height:1.25}"
    ".rows th:first-child,.rows td:first-child,.rows .text{text-align:left}.rows "
    ".text{white-space:normal;min-width:8em}"
    ".rows th:first-child,.rows td:first-child{padding-left:0;font-weight:500;white-space:normal;min-width:7.5em}"
    ".rows tr.total>*,.rows tr.total>:first-child{font-weight:700}.rows tr:not(.total)+.total>*{border-top:1.5px solid "
    "var(--ink)}"
    ".rows .many td,.rows .many th{padding-left:8px}.rows table.many{font-size:13.5px}.rows .many th:first-child{"
    "padding-left:0;min-width:3em}.data{display:inline-block;margin-top:8px;font-size:13.5px}"
    "details{margin-top:8px;font-size:14.5px}summary{cursor:pointer;color:var(--link);padding:4px 0;width:max-content;"
    "max-width:100%}summary:hover{text-decoration:underline}details .rows{padding:6px 0 4px}"
    "ul.items{margin:0 0 14px;padding-left:20px}ul.items li{margin:0 0 6px}"
    ".terms{margin:0;font-size:15px;line-height:1.45}.terms dt{font-weight:650;margin-top:10px}"
    ".terms dd{margin:0;color:var(--ink2)}"
    ".counts{margin:0 0 30px}.counts>div{display:grid;grid-template-columns:92px 1fr;gap:14px;align-items:baseline;"
    "padding:9px 0;border-top:1px solid var(--line)}"
    ".counts "
    "dt{font-weight:750;font-size:22px;letter-spacing:-.02em;font-variant-numeric:tabular-nums;text-align:right}"
    ".counts dd{margin:0;font-size:15.5px;line-height:1.4}"
    ".main{counter-reset:step}.step{counter-increment:step;display:grid;grid-template-columns:34px 1fr;"
    "border-top:1px solid var(--line);padding:14px 0 4px;max-width:34em}.step::before{content:counter(step);"
    "font-size:22px;line-height:1.1;color:var(--ink2)}.step~p{padding-left:34px}"
    ".subheading{margin:26px 0 10px}.subheading~p{padding-left:0}"
    "blockquote{border-left:4px solid var(--ink);padding:2px 0 2px 18px;max-width:42em;margin:0}blockquote+blockquote{"
    "padding-top:.8em}blockquote p{margin:0}"
    ".cards{list-style:none;margin:0 0 34px;padding:0}.cards li{display:grid;grid-template-columns:minmax(0,1fr);"
    "gap:4px 28px;padding:16px 0 18px;border-top:1px solid var(--line)}.cards "
    "li:first-child{border-top:0;padding-top:0}"
    ".cards p{margin:4px 0 0;font-size:14.5px;line-height:1.45;color:var(--ink2)}.cards h3{font-size:17px}"
    ".cards .value{font-size:16px;font-weight:500;color:var(--ink)}.cards .figures p{margin:0 0 4px}"
    ".cards b{color:var(--ink);font-weight:650;font-variant-numeric:tabular-nums}";

/* Charts: classes, no attributes, so that print and the dark page have their own colours. */
static const char charts[] =
    "svg{display:block;max-width:100%;height:auto;overflow:visible}.wide{display:none}"
    "svg text{font-family:inherit;fill:var(--ink);font-variant-numeric:tabular-nums}svg .b{font-weight:700}"
    "svg .halo{paint-order:stroke;stroke:var(--paper);stroke-width:4px;stroke-linejoin:round}"
    "svg .mute{fill:var(--ink2)}svg .gain{fill:var(--gaint)}svg .cost{fill:var(--costt)}"
    ".s13{font-size:13px}.s14{font-size:14px}.s15{font-size:15px}.s24{font-size:24px;letter-spacing:-.02em}"
    ".s34{font-size:34px;letter-spacing:-.03em}.s12{font-size:12.5px}"
    ".axis{stroke:var(--edge)}.zero{stroke:var(--ink);stroke-width:1.5}.hair{stroke:var(--line)}"
    ".dash{stroke:var(--edge);stroke-dasharray:4 4}.link{stroke:var(--edge)}"
    ".range{stroke:var(--ink2);stroke-width:2.5}.mean{fill:var(--ink);stroke:var(--paper);stroke-width:2}"
    ".saves{fill:var(--gain)}.costs{fill:var(--cost)}.other{fill:var(--other)}.sum{fill:var(--ink)}"
    ".full{fill:var(--gain)}.hollow{fill:var(--paper);stroke:var(--cost);stroke-width:1.6}.neither{fill:var(--edge)}"
    ".first{fill:none;stroke:var(--ink);stroke-width:3}.second{fill:none;stroke:var(--ink2);stroke-width:2.5;"
    "stroke-dasharray:7 "
    "4}.band{fill:var(--line)}.shape{fill:var(--gain);opacity:.28}.sketch{max-width:160px;align-self:start}"
    ".point{fill:var(--ink);stroke:var(--paper);stroke-width:2}";

/* Where there is room. */
static const char wide[] =
    "@media (max-width:359px){.page{padding:0 10px}.s13{font-size:13.6px}}"
    "@media (min-width:480px){.rows table,.ledger table{font-size:15px}.rows th,.rows td{padding-left:14px}"
    ".rows thead th{font-size:13.5px}.key .figure{font-size:20px}body{font-size:17px}.counts>div{"
    "grid-template-columns:110px 1fr}h2{font-size:clamp(23px,2.4vw,29px)}h1{font-size:clamp(25px,2.55vw,32px)}}"
    "@media (min-width:820px){.wide{display:block}.narrow{display:none}.page{padding:0 32px}"
    ".key{grid-template-columns:repeat(4,1fr);gap:0 28px}.cards li{grid-template-columns:minmax(0,1fr) 160px "
    "150px}.cards .figures{grid-column:3}"
    ".cards .figures b{display:block}}"
    "@media (min-width:1040px){.answer.two{grid-template-columns:minmax(0,1fr) 316px}.two>figure{grid-column:1;"
    "grid-row-end:span 2}.two>.ledger,.two>.warning{grid-column:2}"
    ".part:has(.side){grid-template-columns:290px minmax(0,1fr)}.side{position:sticky;top:20px;align-self:start}.side "
    "p{"
    "font-size:16px}.answer>p{max-width:54em}.answer>.rows,.answer>ul,.answer>figure{max-width:760px}}";

/* The title stands in quotes at the foot of each sheet of paper. */
static const char paper[] = "@page{size:A4;margin:16mm 15mm 18mm;@bottom-left{content:\"";
static const char print[] =
    "\";font:8pt Inter,Arial,sans-serif;color:#4a5560}@bottom-right{content:counter(page) \" / \" counter(pages);"
    "font:8pt Inter,Arial,sans-serif;color:#4a5560}}"
    "@media print{:root{" LIGHT "--link:#14191f}"
    "body{font-size:10.5pt;line-height:1.42;-webkit-print-color-adjust:exact;print-color-adjust:exact}"
    ".page{max-width:none;padding:0}h1{font-size:22pt}h2{font-size:16pt;break-after:avoid}h3{font-size:12.5pt;"
    "break-after:avoid}.wide{display:block}.narrow{display:none}.toc,.skip,details,.data{display:none}"
    ".answer.two{grid-template-columns:minmax(0,1fr) 200px;gap:0 24px}.two>figure{grid-column:1/-1}"
    ".two>.ledger{grid-column:1}.two>.warning{grid-column:2;align-self:end}"
    ".key{grid-template-columns:repeat(4,1fr);gap:0 16px}.key .figure{font-size:13pt}"
    ".key dd,.key dt,.ledger table,.warning{font-size:9pt}"
    "section{padding-top:8mm}.part{display:block;border-top:0;padding-top:0}.side{border-top:2px solid var(--ink);"
    "padding-top:8px;margin-bottom:12px;max-width:none;position:static;break-inside:avoid;break-after:avoid}"
    ".side p,.counts dd,.terms{font-size:10.5pt}.terms{columns:2;column-gap:32px}.terms>*{break-inside:avoid}"
    "figure svg{max-width:585px}.rows table{font-size:9.5pt}thead{display:table-header-group}"
    "figure,.cards li,.rows,.rows "
    "tr,blockquote,.counts>div,.step{break-inside:avoid}.rows.long{break-inside:auto}figure{margin-bottom:5mm}"
    ".scroll{overflow:visible}.cards p{font-size:9pt}.cards li{padding:8px 0 9px;grid-template-columns:minmax(0,1fr) "
    "160px 120px}.cards .figures{grid-column:3}a{color:inherit;text-decoration:none}"
    "footer{margin:6mm 0 0}}";

/* Any character as it stands in a text of a style sheet, where a quote would end it. */
static void add_quoted(struct text_buffer *style, const char *text)
{
    for (; *text; text++) {
        const unsigned char byte = (unsigned char)*text;
        if (byte < 0x80 && byte != ' ' &&
            !strchr("0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ", byte))
            text_buffer_printf(style, "\\%x ", byte);
        else
            text_buffer_add_bytes(style, text, 1);
    }
}

char *html_style(struct arena *arena, const char *title)
{
    const char *const part[] = {base, answer, parts, charts, wide, paper};
    const char *const clean = text_clean(arena, title);
    struct text_buffer style;
    text_buffer_init(&style, arena);
    for (size_t i = 0; i < sizeof part / sizeof *part; i++) text_buffer_add(&style, part[i]);
    if (!clean) return NULL;
    add_quoted(&style, clean);
    text_buffer_add(&style, print);
    return text_buffer_finish(&style);
}
