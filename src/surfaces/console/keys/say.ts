const apple = typeof navigator !== 'undefined' && /Mac|iP(hone|ad)/.test(navigator.platform)
const printed: Record<string, string> = {
  mod: apple ? '⌘' : 'Ctrl',
  alt: apple ? '⌥' : 'Alt',
  shift: apple ? '⇧' : 'Shift',
  Enter: '⏎',
  Escape: 'Esc',
  ' ': 'Space',
}

/** `mod+shift+Enter` → ['Ctrl', 'Shift', '⏎']; `g q` → ['g', 'q']. */
export const sayKeys = (keys: string): string[] =>
  (keys === ' ' ? [' '] : keys.split(/[ ](?!$)|(?<=.)\+/)).map((key) => printed[key] ?? key)

/** For aria-keyshortcuts: `Control+Shift+Enter`. */
export const ariaKeys = (keys: string): string =>
  keys === ' '
    ? 'Space'
    : keys
        .replaceAll('mod', apple ? 'Meta' : 'Control')
        .replace('alt', 'Alt')
        .replace('shift', 'Shift')
