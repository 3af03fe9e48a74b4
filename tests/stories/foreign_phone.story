A phone of another country is told politely

phone +256700100104
dial *222#
  | This service is for phones of Kenyan networks. See www.ecitizen.go.ke.
  | Huduma hii ni ya simu za mitandao ya Kenya. Tazama www.ecitizen.go.ke.
  (end)
