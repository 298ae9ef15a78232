import { Switch as AriaSwitch } from 'react-aria-components/Switch'
import css from './switch.module.css'

interface Props {
  children: string
  isSelected: boolean
  onChange: (on: boolean) => void
}
export const Switch = ({ children, ...rest }: Props) => (
  <AriaSwitch {...rest} className={css.switch ?? ''}>
    <i className={css.track} />
    {children}
  </AriaSwitch>
)
