/** The launcher and the frame's place. `all: initial` keeps the host page's inherited styles out; `!important` on the host, its rules. */
export const sheet = `
:host{all:initial!important;position:fixed!important;inset:auto 0 0 auto!important;width:0!important;height:0!important;z-index:2147483000!important;color-scheme:light dark;--ground:var(--light);--ink:var(--light-ink)}
:host([dir=rtl]){inset:auto auto 0 0!important}
@media(prefers-color-scheme:dark){:host(:not([data-theme=light])){--ground:var(--dark);--ink:var(--dark-ink)}}
:host([data-theme=dark]){--ground:var(--dark);--ink:var(--dark-ink)}
button{position:fixed;bottom:20px;right:20px;width:56px;height:56px;padding:0;border:1px solid transparent;border-radius:50%;background:var(--ground);color:var(--ink);box-shadow:0 4px 18px #0004,0 1px 3px #0003;cursor:pointer;display:grid;place-items:center}
button[hidden]{display:none}
:host([dir=rtl]) button{right:auto;left:20px}
button:focus-visible{outline:3px solid var(--ground);outline-offset:3px}
button:active{filter:brightness(.94)}
svg{width:28px;height:28px;fill:none;stroke:currentColor;stroke-width:1.8;stroke-linejoin:round;stroke-linecap:round}
path+path,:host([open]) path:first-child{display:none}
:host([open]) path+path{display:block}
span{position:absolute;top:-4px;right:-4px;box-sizing:border-box;min-width:22px;height:22px;padding:0 6px;border-radius:11px;border:2px solid #fff;background:#b3261e;color:#fff;font:600 12px/18px system-ui,sans-serif}
span:empty{display:none}
iframe{position:fixed;bottom:88px;right:20px;width:384px;max-width:calc(100vw - 40px);height:min(640px,calc(100dvh - 108px));border:0;border-radius:14px;box-shadow:0 10px 40px #0003,0 1px 4px #0003;background:transparent;color-scheme:light dark;visibility:hidden;opacity:0;transform:translateY(12px)}
:host([dir=rtl]) iframe{right:auto;left:20px}
:host([open]) iframe{visibility:visible;opacity:1;transform:none}
@media(prefers-reduced-motion:no-preference){:host([open]) iframe{transition:opacity .16s ease-out,transform .16s ease-out}}
@media(max-width:480px),(max-height:460px){iframe,:host([dir=rtl]) iframe{inset:0;width:100vw;max-width:none;height:100dvh;border-radius:0}:host([open]) button{display:none}}
@media(forced-colors:active){button,iframe,span{border:1px solid}}
@media print{:host{display:none!important}}
`
