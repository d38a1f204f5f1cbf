// A scenario whose every label and text would be something else in a page, a style sheet, a script or a terminal.
import { readFileSync } from 'node:fs';

const texts = [
  '<script>document.title = "owned"</script>', '"><img src=x onerror=alert(1)>', "' onfocus='alert(1)",
  '</style></svg></script><iframe src="https://example.org">', '`touch x` @import {a} ${b} \\ %s &lt;',
  '\u05E9\u05DC\u05D5\u05DD \u0645\u0631\u062D\u0628\u0627', '\u{1F600} \u6F22\u5B57', 'x'.repeat(10000),
];
let next = 0;
const quoted = () => "'" + texts[next++ % texts.length].replaceAll("'", "''") + "'";
const lines = readFileSync(process.argv[2], 'utf8').split('\n');
process.stdout.write(lines.map((line) =>
  line.replace(/^(\s*(?:-\s*)?(?:title|description|note|source)): (?![>|]).*$/, (all, key) => `${key}: ${quoted()}`)
      .replace(/label: (\{[^}]*\}|"[^"]*"|[^,{}]+)/, () => `label: ${quoted()}`)).join('\n'));
