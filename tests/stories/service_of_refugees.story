A service of refugees: at the offices for refugees, and no Huduma Centre

phone 0755000066
dial *222*4#
  | Type a service, such as passport. Cannot type letters? Press each letter's key once: 72777678
  | 1. By category
  | 2. By office
  | 3. By county
  | 0. Back
> refugee identity card
  | Issue of refugee identification card
  | Refugee Services
  | Free
  | Working days: 90
  | 1. Cost
  | 2. Documents
  | 3. Where to apply
  | 4. Send me this by SMS
  | 0. Back
> 1
  | Free
  | Source: DRS service charter
  | 0. Back
  | 00. Home
> 3  # no such line
  | There is nothing to choose on this page.
  | Free
  | Source: DRS service charter
  | 0. Back
  | 00. Home
> 0
  | Issue of refugee identification card
  | Refugee Services
  | Free
  | Working days: 90
  | 1. Cost
  | 2. Documents
  | 3. Where to apply
  | 4. Send me this by SMS
  | 0. Back
> 4
  | Which SMS do you want?
  | 1. The main facts: 1 SMS
  | 2. Documents too: 2 SMS
  | 0. Back
  | 00. Home
