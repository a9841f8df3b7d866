/** How a report looks, on a screen and on A4: the figures in it are light, so it is. */
export const STYLE = `
:root { color-scheme: light; }
* { box-sizing: border-box; }
body {
  margin: 0 auto; padding: 48px 24px 64px; max-width: 848px;
  font: 15px/1.5 Helvetica, Arial, 'Liberation Sans', sans-serif;
  color: #12161b; background: #fff; font-variant-numeric: tabular-nums; overflow-wrap: break-word;
}
h1 { font-size: 30px; line-height: 1.2; letter-spacing: -.02em; margin: 0 0 8px; }
h2 { font-size: 20px; letter-spacing: -.012em; margin: 44px 0 10px; padding-top: 16px; border-top: 1px solid #dfe3e7; }
h3 { font-size: 15px; margin: 18px 0 2px; }
p { margin: 0 0 8px; }
a { color: inherit; text-underline-offset: 3px; }
.quiet { color: #47505a; }
.fine { font-size: 13px; color: #47505a; }
header .fine { margin: 0 0 2px; }
.lead { font-size: 17px; margin: 12px 0 14px; }
.notes { white-space: pre-line; margin: 20px 0 0; }
.caveat { margin-top: 20px; padding: 10px 14px; background: #f3f4f6; font-size: 13px; }
figure { margin: 20px 0 0; border: 1px solid #dfe3e7; break-inside: avoid; }
figure svg { display: block; width: 100%; height: auto; }
.wide { overflow-x: auto; }
table { border-collapse: collapse; width: 100%; font-size: 13px; }
caption { text-align: left; color: #47505a; padding-bottom: 6px; }
th, td { text-align: left; vertical-align: top; font-weight: 400; padding: 5px 16px 5px 0; border-bottom: 1px solid #dfe3e7; }
thead th { font-weight: 700; white-space: nowrap; vertical-align: bottom; }
tbody th { font-weight: 700; }
th .fine { font-weight: 400; }
tr { break-inside: avoid; }
.number { white-space: nowrap; }
dl { display: grid; grid-template-columns: minmax(120px, max-content) 1fr; gap: 3px 20px; margin: 0; font-size: 13px; }
dt { color: #47505a; }
dd { margin: 0; }
.pairs { grid-template-columns: repeat(auto-fit, minmax(220px, 1fr)); }
.pairs div { display: flex; justify-content: space-between; gap: 12px; border-bottom: 1px solid #dfe3e7; }
.tag { font-weight: 400; color: #47505a; font-size: 13px; }
summary { cursor: pointer; }
pre { white-space: pre-wrap; overflow-wrap: anywhere; background: #f3f4f6; padding: 12px 14px; font: 12px/1.45 ui-monospace, Menlo, Consolas, monospace; }
:focus-visible { outline: 2px solid #12161b; outline-offset: 2px; }
@media screen { figure svg { min-width: 680px; } }
@media (max-width: 560px) { body { padding: 24px 16px 40px; } dl { grid-template-columns: 1fr; } dd { margin-bottom: 6px; } }
@page { size: A4; margin: 16mm; }
@media print {
  body { padding: 0; max-width: none; font-size: 10.5pt; }
  h2, h3 { break-after: avoid; }
  a { text-decoration: none; }
}
`;
