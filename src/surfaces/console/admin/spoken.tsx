import { useState } from 'react'
import { languages } from '../i18n/languages.ts'
import { useWords } from '../i18n/words.tsx'
import { Button } from '../ui/button.tsx'
import { Picker } from '../ui/picker.tsx'
import { Checks } from './checks.tsx'

interface Props {
  chosen: readonly string[]
  onChange: (chosen: string[]) => void
  error?: string | null
}

/** Languages somebody speaks: those of the console beside each other, and any other by its name. */
export function Spoken({ chosen, onChange, error = null }: Props) {
  const { t, formats, lang } = useWords()
  const [adding, setAdding] = useState(false)
  // What was added stays where it can be taken away again, and put back.
  const [added, setAdded] = useState<readonly string[]>([])
  const named = (id: string) => ({ id, label: formats.language(id) })
  const offered = [...new Set([...languages, ...chosen, ...added])]
  const others = adding ? formats.languages().filter(({ id }) => !offered.includes(id)) : []
  const add = (id: string) => {
    setAdded([...added, id])
    onChange([...chosen, id])
  }
  return (
    <div>
      <Checks
        legend={t('people.languages')}
        options={offered.map(named).sort((a, b) => a.label.localeCompare(b.label, lang))}
        chosen={chosen}
        onChange={onChange}
        error={error}
      />
      <Picker
        label={t('people.languages.add')}
        none={t('none.found')}
        choices={others}
        onChoose={add}
        isOpen={adding}
        onOpenChange={setAdding}
        placement="bottom start"
      >
        <Button>{t('people.languages.add')}</Button>
      </Picker>
    </div>
  )
}
