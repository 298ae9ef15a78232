import type { ReactNode } from 'react'
import { Tabs as AriaTabs, Tab, TabList, TabPanel } from 'react-aria-components/Tabs'
import css from './tabs.module.css'

export interface TabSpec {
  id: string
  label: ReactNode
  body: ReactNode
}
interface Props {
  label: string
  tabs: readonly TabSpec[]
  selected: string
  onSelect: (id: string) => void
}

export const Tabs = ({ label, tabs, selected, onSelect }: Props) => (
  <AriaTabs className={css.tabs ?? ''} selectedKey={selected} onSelectionChange={(key) => onSelect(String(key))}>
    <TabList aria-label={label} className={css.list ?? ''}>
      {tabs.map((tab) => (
        <Tab key={tab.id} id={tab.id} className={css.tab ?? ''}>
          {tab.label}
        </Tab>
      ))}
    </TabList>
    {tabs.map((tab) => (
      <TabPanel key={tab.id} id={tab.id} className={css.panel ?? ''}>
        {tab.body}
      </TabPanel>
    ))}
  </AriaTabs>
)
