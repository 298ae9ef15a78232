import { type DragAndDropHooks, isTextDropItem, useDragAndDrop } from 'react-aria-components/useDragAndDrop'
import { useWords } from '../i18n/words.tsx'
import type { BoardItem } from '../state/board.ts'

const KIND = 'switchboard/work-item'

/** Work is dragged from list to list; by keyboard, too: Enter on its handle, Tab to where it goes, Enter. */
export function useMoves(items: readonly BoardItem[], onArrive: (id: string) => void): DragAndDropHooks {
  const { t } = useWords()
  const nameOf = (id: string) => items.find((item) => item.id === id)?.card?.contact ?? t('contact.unnamed')
  const { dragAndDropHooks } = useDragAndDrop({
    getItems: (keys) => [...keys].map((key) => ({ [KIND]: String(key), 'text/plain': nameOf(String(key)) })),
    acceptedDragTypes: [KIND],
    getDropOperation: () => 'move',
    onRootDrop: ({ items: dropped }) => {
      for (const item of dropped)
        if (isTextDropItem(item) && item.types.has(KIND)) void item.getText(KIND).then(onArrive)
    },
  })
  return dragAndDropHooks
}
