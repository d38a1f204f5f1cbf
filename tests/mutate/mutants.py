"""Small mistakes that somebody could have made in a C file: what a test should notice.

The files are read as tokens. Comments, texts, what the preprocessor decides and assertions stay as they are, and the
sizes of arrays, which the sanitizers watch. As clang-format has formatted the sources, an operator with a blank on both
sides is a binary one."""
import collections
import hashlib
import re

Mutant = collections.namedtuple("Mutant", "file line start end new old")

TOKEN = re.compile(r"""
    (?P<skip>   /\*.*?\*/ | //[^\n]* | "(?:\\.|[^"\\])*" | '(?:\\.|[^'\\])*'
              | ^[ \t]*\#[ \t]*define[ \t]+\w+(?:\([^)]*\))?
              | ^[ \t]*\#(?:\\\n|[^\n])* )
  | (?P<number> (?:0[xX][0-9a-fA-F]+(?:\.[0-9a-fA-F]*)?(?:[pP][-+]?\d+)?
              | (?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?)[uUlLfF]*)
  | (?P<word>   [A-Za-z_]\w*)
  | (?P<sign>   <<=|>>=|->|\+\+|--|<<|>>|[-+*/%&|^<>=!]=|&&|\|\||[^\s\w])
""", re.X | re.S | re.M)

BINARY = {"<": "<=", "<=": "<", ">": ">=", ">=": ">", "==": "!=", "!=": "==", "&&": "||", "||": "&&",
          "+": "-", "-": "+", "*": "/", "/": "*", "%": "/", "&": "|", "|": "&", "^": "|", "<<": ">>", ">>": "<<",
          "+=": "-=", "-=": "+=", "*=": "/=", "/=": "*=", "|=": "&=", "&=": "|="}
UNARY = {"++": "--", "--": "++", "!": "", "-": ""}
WORDS = {"break": "", "continue": "", "true": "false", "false": "true", "fmin": "fmax", "fmax": "fmin",
         "floor": "ceil", "ceil": "floor"}
ASSERTIONS = {"assert", "static_assert", "_Static_assert"}
KEYWORDS = {"if", "else", "for", "while", "do", "switch", "case", "default", "return", "break", "continue", "sizeof",
            "goto", "struct", "enum", "union", "static", "const", "typedef", "extern", "inline"}


def tokens_of(text):
    tokens = [m for m in TOKEN.finditer(text) if m.lastgroup != "skip"]
    kept, i = [], 0
    while i < len(tokens):
        if tokens[i].group() in ASSERTIONS:
            i = end_of_statement(tokens, i) + 1
        elif declares_size(tokens, i):
            i = closing(tokens, i, "[", "]") + 1
        else:
            kept.append(tokens[i])
            i += 1
    return kept


def end_of_statement(tokens, i):
    """The index of what ends the statement at token i: its semicolon, or a bracket around it."""
    depth = 0
    while i < len(tokens) - 1:
        sign = tokens[i].group()
        depth += (sign in "([{") - (sign in ")]}")
        if depth < 0 or sign == ";" and depth == 0:
            break
        i += 1
    return i


def declares_size(tokens, i):
    """Whether token i opens the size of an array: `double x[`, `double *x[`."""
    if i < 2 or tokens[i].group() != "[" or tokens[i - 1].lastgroup != "word":
        return False
    type_ = tokens[i - 2]
    pointer = type_.group() == "*" and type_.end() == tokens[i - 1].start()
    return pointer or type_.lastgroup == "word" and type_.group() not in KEYWORDS


def closing(tokens, i, opener="(", closer=")"):
    """The index of the bracket that closes the one at token i."""
    depth = 0
    for j in range(i, len(tokens)):
        depth += (tokens[j].group() == opener) - (tokens[j].group() == closer)
        if depth == 0:
            return j
    return len(tokens) - 1


def number(literal):
    """One more; 0 for 1."""
    whole = re.fullmatch(r"(0[xX][0-9a-fA-F]+|\d+)([uUlL]*)", literal)
    if not whole:
        return f"({literal} + 1)"
    value = int(whole[1], 0) if whole[1] != "1" else -1
    return (hex(value + 1) if whole[1][1:2] in ("x", "X") else str(value + 1)) + whole[2]


def fills_memory(tokens, i):
    """Whether token i is the byte of a memset. Bytes of 1 make a number of nothing of a 0; 0x40 make 32.5."""
    opener = next((j for j in range(i, -1, -1) if tokens[j].group() == "memset"), None)
    return opener is not None and closing(tokens, opener + 1) > i and tokens[i - 1].group() == ","


def replacements(text, tokens, i):
    """(start, end, new) of every mistake that begins at token i."""
    token, sign = tokens[i], tokens[i].group()
    start, end = token.span()
    after = tokens[i + 1].group() if i + 1 < len(tokens) else ""
    before = tokens[i - 1].group() if i else ""
    if token.lastgroup == "number":
        yield start, end, "0x40" if sign == "0" and fills_memory(tokens, i) else number(sign)
    elif sign in BINARY and text[start - 1].isspace() and text[end].isspace():
        yield start, end, BINARY[sign]
    elif sign in UNARY and not text[end].isspace() or sign in ("++", "--"):
        yield start, end, UNARY[sign]
    elif sign in WORDS:
        yield start, end, WORDS[sign]
    elif sign == "if" and after == "(":
        yield tokens[i + 1].end(), tokens[closing(tokens, i + 1)].start(), None
    elif sign == "return" and after not in (";", "0"):
        yield tokens[i + 1].start(), tokens[end_of_statement(tokens, i)].start(), "0"
    # A whole statement: a call or an assignment.
    if (token.lastgroup == "word" and sign not in KEYWORDS and before in (";", "{", "}", ")")
            and after in ("(", "[", ".", "->", "=", "+=", "-=", "*=", "/=", "|=", "&=", "^=", "++", "--")):
        last = tokens[end_of_statement(tokens, i)]
        if last.group() == ";":
            yield start, last.start(), ""


def mutants_of(file, text):
    """Every mistake in a text.

    >>> def kinds(text):
    ...     return [f"{m.old} => {m.new}" for m in mutants_of("a.c", text)]
    >>> kinds("int f(int *x) { if (*x < 2) return g(x); /* 1 < 2 */ return -3; }")  # doctest: +NORMALIZE_WHITESPACE
    ['*x < 2 => !(*x < 2)', '< => <=', '2 => 3', 'g(x) => 0', '-3 => 0', '- => ', '3 => 4']
    >>> kinds("double a[4], *b[8]; assert(c == 1); d = e * 0x1fu;")
    ['d = e * 0x1fu => ', '* => /', '0x1fu => 0x20u']
    >>> kinds("return memset(x, 0, 0);")
    ['memset(x, 0, 0) => 0', '0 => 0x40', '0 => 0x40']
    >>> kinds("#if N > 1\\n#define SIZE (N + 1)\\n#endif\\nbreak; f(0.5, \\"1 + 1\\");")
    ['+ => -', '1 => 0', 'break => ', 'f(0.5, "1 + 1") => ', '0.5 => (0.5 + 1)']
    """
    tokens = tokens_of(text)
    for i in range(len(tokens)):
        for start, end, new in replacements(text, tokens, i):
            old = text[start:end]
            yield Mutant(file, text.count("\n", 0, start) + 1, start, end, f"!({old})" if new is None else new, old)


def order_of(seed, mutant, line):
    """A number that stays the same while the line stands as it is, wherever it moves."""
    words = f"{seed}\0{mutant.file}\0{line}\0{mutant.old}\0{mutant.new}"
    return hashlib.sha256(words.encode()).digest()


def draw(sources, seed):
    """All mutants of the sources (file: text) in an order by the seed, at most one of each line."""
    first = {}
    for file, text in sorted(sources.items()):
        lines = text.split("\n")
        for mutant in mutants_of(file, text):
            key = order_of(seed, mutant, lines[mutant.line - 1])
            place = (file, mutant.line)
            if place not in first or (key, mutant) < first[place]:
                first[place] = (key, mutant)
    return [mutant for _, mutant in sorted(first.values())]


def apply(text, mutant):
    return text[:mutant.start] + mutant.new + text[mutant.end:]
