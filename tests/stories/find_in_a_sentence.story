A sentence is understood by the words that tell

phone 0755000065
dial *222*4#
  | Type a service, such as passport. Cannot type letters? Press each letter's key once: 72777678
  | 1. By category
  | 2. By office
  | 3. By county
  | 0. Back
> how much is a passport
  | Choose or type again
  | 1. New passport, 34 pages
  | 2. Passport renewal, 34 pages
  | 3. Lost passport replacement
  | 4. Express passport
  | 98. More
  | 0. Back
dial *222*4#
  | Type a service, such as passport. Cannot type letters? Press each letter's key once: 72777678
  | 1. By category
  | 2. By office
  | 3. By county
  | 0. Back
> pesa ngapi passport
  | Choose or type again
  | 1. New passport, 34 pages
  | 2. Passport renewal, 34 pages
  | 3. Lost passport replacement
  | 4. Express passport
  | 98. More
  | 0. Back
dial *222*4#
  | Type a service, such as passport. Cannot type letters? Press each letter's key once: 72777678
  | 1. By category
  | 2. By office
  | 3. By county
  | 0. Back
> bath certificate
  | Choose or type again
  | 1. Birth certificate
  | 2. Birth certificate correction
  | 3. Birth certificate replacement
  | 4. Late birth registration
  | 98. More
  | 0. Back
dial *222*4*43#
  | Choose or type again
  | 1. Lost national ID replacement
  | 2. First national ID
  | 3. National ID, change of details
  | 98. More
  | 0. Back
dial *222*4#
  | Type a service, such as passport. Cannot type letters? Press each letter's key once: 72777678
  | 1. By category
  | 2. By office
  | 3. By county
  | 0. Back
> nataka kubadilisha jina ya gari
  | Choose or type again
  | 1. Vehicle transfer 1201-1500cc
  | 2. Vehicle transfer up to 1000cc
  | 3. Vehicle transfer 1001-1200cc
  | 98. More
  | 0. Back
dial *222*4#
  | Type a service, such as passport. Cannot type letters? Press each letter's key once: 72777678
  | 1. By category
  | 2. By office
  | 3. By county
  | 0. Back
> lost passport
  | Choose or type again
  | 1. Lost passport replacement
  | 2. Damaged passport replacement
  | 3. Police abstract
  | 0. Back
dial *222*4#
  | Type a service, such as passport. Cannot type letters? Press each letter's key once: 72777678
  | 1. By category
  | 2. By office
  | 3. By county
  | 0. Back
> kidato cha nne
  | Choose or type again
  | 1. Lost KCSE or KCPE certificate
  | 2. P3 form, medical report
  | 0. Back
