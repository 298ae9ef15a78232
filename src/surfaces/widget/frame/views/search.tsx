/** @jsxImportSource preact */
import type { ComponentChildren } from 'preact'
import { useRef, useState } from 'preact/hooks'
import { useHere } from '../context.ts'
import { Icon } from './icon.tsx'

interface Parts {
  /** '' clears what was found. */
  onSearch: (query: string) => void
  isFound: boolean
  /** What was found, or what people often ask. */
  children: ComponentChildren
}

export function Search({ onSearch, isFound, children }: Parts) {
  const { t } = useHere()
  const [query, setQuery] = useState('')
  const field = useRef<HTMLInputElement>(null)
  const clear = (): void => {
    setQuery('')
    onSearch('')
    field.current?.focus()
  }
  return (
    <>
      {/* biome-ignore lint/a11y/useSemanticElements: browsers of 2023 do not know <search> */}
      <form
        role="search"
        onSubmit={(event) => {
          event.preventDefault()
          onSearch(query.trim())
        }}
      >
        <label for="search">{t('home.search')}</label>
        <div class="search">
          <input
            id="search"
            ref={field}
            data-begin
            type="search"
            maxLength={200}
            autocomplete="off"
            enterkeyhint="search"
            placeholder={t('home.searchPlaceholder')}
            value={query}
            onInput={({ currentTarget }) => setQuery(currentTarget.value)}
          />
          <button type="submit" class="main" aria-label={t('home.searchAction')}>
            <Icon name="search" />
          </button>
        </div>
      </form>
      {children}
      {isFound && (
        <button type="button" class="link" onClick={clear}>
          {t('home.clear')}
        </button>
      )}
    </>
  )
}
