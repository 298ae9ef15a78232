/** @jsxImportSource preact */
import { render } from 'preact'
import '../../shared/tokens.css'
import './widget.css'
import { App } from './app.tsx'
import { bootOfPage } from './boot.ts'
import { hostOfPage } from './host.ts'
import { Talk } from './talk.ts'

const host = hostOfPage()
const boot = bootOfPage()
const place = document.getElementById('widget')
if (place !== null) render(<App talk={new Talk(boot, host)} host={host} />, place)
