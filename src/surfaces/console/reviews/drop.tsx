import { useState } from 'react'
import { useWords } from '../i18n/words.tsx'
import { Button } from '../ui/button.tsx'
import { Picker } from '../ui/picker.tsx'
import { drop } from './deeds.ts'

const whys = ['nothing-to-judge', 'not-theirs', 'wrong-pick', 'private'] as const

/** There is nothing to judge, and why. */
export function DropPicker({ id }: { id: string }) {
  const { t } = useWords()
  const [open, setOpen] = useState(false)
  return (
    <div>
      <Picker
        label={t('review.drop')}
        none={t('none.found')}
        choices={whys.map((why) => ({ id: why, label: t(`review.drop.${why}`) }))}
        onChoose={(chosen) => {
          const why = whys.find((each) => each === chosen)
          if (why !== undefined) void drop(id, why)
        }}
        isOpen={open}
        onOpenChange={setOpen}
      >
        <Button look="quiet">{t('review.drop')}</Button>
      </Picker>
    </div>
  )
}
