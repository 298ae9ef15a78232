/** The product's look, as little of it as this page needs. */
export const style = `
:root{--hue:262;--bg:oklch(.975 .004 var(--hue));--surface:oklch(.995 .002 var(--hue));--sunken:oklch(.955 .006 var(--hue));--line:oklch(.905 .008 var(--hue));--line-2:oklch(.66 .02 var(--hue));--text:oklch(.24 .02 var(--hue));--text-2:oklch(.44 .02 var(--hue));--accent:oklch(.52 .16 var(--hue));--accent-text:#fff;--accent-bg:oklch(.95 .03 var(--hue));--accent-ink:oklch(.44 .16 var(--hue));--bad:oklch(.52 .19 25);--bad-bg:oklch(.955 .03 25);color-scheme:light dark}
@media (prefers-color-scheme:dark){:root{--bg:oklch(.185 .012 var(--hue));--surface:oklch(.215 .013 var(--hue));--sunken:oklch(.16 .011 var(--hue));--line:oklch(.3 .016 var(--hue));--line-2:oklch(.55 .02 var(--hue));--text:oklch(.94 .008 var(--hue));--text-2:oklch(.77 .015 var(--hue));--accent:oklch(.7 .13 var(--hue));--accent-text:oklch(.16 .02 var(--hue));--accent-bg:oklch(.29 .05 var(--hue));--accent-ink:oklch(.8 .1 var(--hue));--bad:oklch(.74 .14 25);--bad-bg:oklch(.29 .06 25)}}
*{box-sizing:border-box}
body{margin:0;background:var(--bg);color:var(--text);font:15px/1.5 ui-sans-serif,system-ui,-apple-system,"Segoe UI",Roboto,"Noto Sans",sans-serif}
main{max-width:46rem;margin:0 auto;padding:2rem 1rem 4rem}
h1{font-size:1.5rem;margin:0 0 .25rem}h2{font-size:1.05rem;margin:0 0 .25rem}
p{margin:.25rem 0 .75rem;color:var(--text-2)}
section{background:var(--surface);border:1px solid var(--line);border-radius:8px;padding:1rem 1.25rem;margin-top:1rem}
form{display:inline-flex;flex-wrap:wrap;gap:.5rem;align-items:center;margin:0}
.row{display:flex;flex-wrap:wrap;gap:.5rem;align-items:center;margin-top:.5rem}
.fault{display:flex;justify-content:space-between;gap:1rem;align-items:center;padding:.5rem 0;border-top:1px solid var(--line)}
.fault p{margin:0;font-size:.875rem}
button{font:inherit;min-height:36px;padding:.25rem .9rem;border:1px solid var(--line-2);border-radius:4px;background:var(--surface);color:var(--text);cursor:pointer}
button:hover{background:var(--sunken)}
button[aria-pressed=true]{background:var(--accent);border-color:var(--accent);color:var(--accent-text)}
:focus-visible{outline:2px solid var(--accent);outline-offset:2px}
input[type=range]{accent-color:var(--accent);width:14rem;min-height:36px}
a{color:var(--accent-ink)}
iframe{border:0;width:100%;height:11rem;color-scheme:inherit}
dl{display:grid;grid-template-columns:repeat(auto-fill,minmax(9.5rem,1fr));gap:.75rem;margin:0}
dt{font-size:.8125rem;color:var(--text-2)}dd{margin:0;font-size:1.35rem;font-variant-numeric:tabular-nums}
.letter pre{margin:.5rem 0 0;white-space:pre-wrap;overflow-wrap:anywhere;font:inherit}
.bare{background:var(--surface)}
.bad{color:var(--bad);background:var(--bad-bg);border-radius:4px;padding:.1rem .5rem}
`
