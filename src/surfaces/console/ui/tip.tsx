import type { ReactElement } from 'react'
import { Tooltip, TooltipTrigger } from 'react-aria-components/Tooltip'
import { Kbd } from './kbd.tsx'
import css from './tip.module.css'

/** Words for a control that shows none; never the only place where something is said. */
export function Tip({ text, keys, children }: { text: string; keys?: string | undefined; children: ReactElement }) {
  return (
    <TooltipTrigger delay={500} closeDelay={0}>
      {children}
      <Tooltip className={css.tip ?? ''} offset={6}>
        {text}
        {keys === undefined ? null : <Kbd keys={keys} />}
      </Tooltip>
    </TooltipTrigger>
  )
}
