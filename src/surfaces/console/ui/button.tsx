import type { ReactNode } from 'react'
import { Button as AriaButton, type ButtonProps as AriaProps } from 'react-aria-components/Button'
import css from './button.module.css'
import { Kbd } from './kbd.tsx'
import { Tip } from './tip.tsx'

type Look = 'plain' | 'primary' | 'danger' | 'quiet' | 'link'
export interface ButtonProps extends Omit<AriaProps, 'className' | 'children' | 'isDisabled'> {
  children?: ReactNode
  look?: Look
  large?: boolean
  /** The key that does the same, shown in the button so that it is learnt. */
  keys?: string | undefined
  /** A sentence: the button stays reachable, does nothing, and says why. */
  disabledBecause?: string | null | undefined
}

const classes = (look: Look, large?: boolean) =>
  [css.button, look !== 'plain' && css[look], large && css.large].filter(Boolean).join(' ')

export function Button({ look = 'plain', large, keys, disabledBecause, children, ...rest }: ButtonProps) {
  const why = disabledBecause ?? null
  const button = (
    <AriaButton {...rest} {...unable(why)} className={classes(look, large)}>
      {children}
      {keys === undefined ? null : <Kbd keys={keys} on={look === 'primary' ? 'accent' : 'surface'} />}
    </AriaButton>
  )
  return why === null ? button : <Tip text={why}>{button}</Tip>
}

const unable = (why: string | null) =>
  why === null ? {} : ({ 'aria-disabled': true, 'aria-description': why, onPress: undefined, type: 'button' } as const)

export interface IconButtonProps extends Omit<AriaProps, 'className' | 'children' | 'isDisabled'> {
  /** What it does, in words: name for screen readers and text of the tooltip. */
  label: string
  keys?: string | undefined
  disabledBecause?: string | null | undefined
  children: ReactNode
}

export function IconButton({ label, keys, disabledBecause, children, ...rest }: IconButtonProps) {
  const why = disabledBecause ?? null
  return (
    <Tip text={why ?? label} keys={why === null ? keys : undefined}>
      <AriaButton {...rest} {...unable(why)} aria-label={label} className={`${css.button} ${css.icon}`}>
        {children}
      </AriaButton>
    </Tip>
  )
}
