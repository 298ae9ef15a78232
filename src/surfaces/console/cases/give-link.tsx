import { useWords } from '../i18n/words.tsx'
import { call } from '../state/api.ts'
import { failed } from '../state/deeds.ts'
import { insertInReply } from '../talk/insert.ts'
import { Button } from '../ui/button.tsx'

/** Puts the address of the customer's own page into the reply; the server says why it may not be given. */
export function GiveLink({ conversation }: { conversation: string }) {
  const { t } = useWords()
  const give = async () => {
    try {
      const { url } = await call('PUT /api/v1/conversations/:id/case/link', { params: { id: conversation } })
      insertInReply(conversation, url)
    } catch (error) {
      failed(error)
    }
  }
  return (
    <Button look="link" onPress={() => void give()}>
      {t('case.giveLink')}
    </Button>
  )
}
