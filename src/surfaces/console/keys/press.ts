/** A key press in the words of the key table: `mod+shift+Enter`, `?`, `j`. Shift is said only beside a named key or a capital. */
export function nameOf(event: KeyboardEvent): string {
  const named = event.key.length > 1 || event.key === ' '
  const shift = event.shiftKey && (named || /^\p{Lu}$/u.test(event.key))
  const parts = [
    event.ctrlKey || event.metaKey ? 'mod' : '',
    event.altKey ? 'alt' : '',
    shift ? 'shift' : '',
    event.key,
  ]
  return parts.filter((part) => part !== '').join('+')
}

/** Where a single letter is text, or already means something: fields, menus, dialogs. */
export function takesLetters(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false
  if (target.isContentEditable || target.closest('[role=menu],[role=dialog],[role=alertdialog]') !== null) return true
  if (target.closest('[data-own-keys]') !== null) return true
  return target.matches('input:not([type=checkbox]):not([type=radio]),textarea,select')
}

/** Keys that a focused control needs for itself. */
export const needsForItself = (name: string, target: EventTarget | null): boolean =>
  (name === ' ' || name === 'Enter') &&
  target instanceof HTMLElement &&
  target.closest('button,a,[role=tab],[role=button],summary,input,[role=switch]') !== null
