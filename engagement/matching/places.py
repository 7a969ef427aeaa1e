"""Countries, their people and a few cities in names of organizations, as `nouns` has its words."""

PLACES = """
iran: iran iranian iranien irani iranienne иран ирана иранский ايران ايراني
iraq: iraq iraqi irak iraqiya iraqiyya irakien ирак ирака عراق عراقي عراقية
syria: syria syrian syrie siria syrienne сирия сирийский سوريا سورية سوري شام sham suriya suria
  levant
lebanon: lebanon lebanese liban libano libanais ливан لبنان لبناني لبنانية lubnan
palestine: palestine palestinian palestinien palestina filistin палестина палестины فلسطين فلسطيني
  فلسطينية filastin
yemen: yemen yemeni yaman йемен йемена يمن يمني يمنية
libya: libya libyan libye libia ливия ливии ليبيا ليبي ليبية
egypt: egypt egyptian egypte egipto египет مصر مصري مصرية misr masr
sudan: sudan sudanese soudan судан سودان سوداني سودانية
somalia: somalia somali somalie сомали صومال صومالي صومالية
afghanistan: afghanistan afghan afghane афганистан афганистана افغانستان افغان افغاني
pakistan: pakistan pakistani пакистан пакистана باكستان پاكستان
india: india indian inde indien индия هند hind
saudi: saudi saudia saoudite саудовская سعودية سعودي
kuwait: kuwait kuwaiti koweit кувейт كويت كويتي
emirates: emirates uae emirats эмираты امارات emirate imarat imara
qatar: qatar qatari катар قطر
jordan: jordan jordanian jordanie иордания اردن اردني
turkey: turkey turkish turquie turk turkiye турция تركيا تركي
algeria: algeria algerian algerie алжир جزائر جزائري
tunisia: tunisia tunisian tunisie тунис تونس تونسي
morocco: morocco moroccan maroc marocain марокко مغربي
mali: mali malian malien
nigeria: nigeria nigerian نيجيريا
kenya: kenya kenyan
ethiopia: ethiopia ethiopian
eritrea: eritrea eritrean
uganda: uganda ugandan
rwanda: rwanda rwandan rwandais
congo: congo congolese congolais congolaise конго الكونغو
africa: africa african afrique africain africaine африка африки افريقيا افريقي افريقية
asia: asia asian asie азия آسيا اسيا
europe: europe european euro europeen европа اوروبا
america: america american amerique americana americain америка
korea: korea korean coree corea chosun choson joson chosen корея кореи كوريا
pyongyang: pyongyang
china: china chinese chine sino китай китая صين
hongkong: hongkong kong hong
japan: japan japanese japon
russia: russia russian russie rusia россия россии российский российская روسيا روسي rossiya
ukraine: ukraine ukrainian украина украины украинский
belarus: belarus belarusian беларусь белоруссия
crimea: crimea crimean крым крыма
donetsk: donetsk донецк донецкая
luhansk: luhansk lugansk луганск луганская
chechnya: chechnya chechen чечня чеченский
caucasus: caucasus caucasian кавказ кавказа قوقاز
kazakhstan: kazakhstan
uzbekistan: uzbekistan uzbek узбекистан узбекистана اوزبكستان
bosnia: bosnia bosnian bosna bosnie
london: london londres
paris: paris
tehran: tehran teheran тегеран طهران تهران
baghdad: baghdad bagdad багдад بغداد
damascus: damascus damas дамаск دمشق dimashq
beirut: beirut beyrouth бейрут بيروت
gaza: gaza газа غزة
jerusalem: jerusalem quds иерусалим قدس qods al-quds
kabul: kabul kaboul кабул كابل
cuba: cuba cuban cubana куба
colombia: colombia colombian colombiana
venezuela: venezuela venezuelan венесуэла
mexico: mexico mexican mexicana
panama: panama
haiti: haiti haitian haitien
indonesia: indonesia indonesian
philippines: philippines philippine filipino
myanmar: myanmar burma burmese
malaysia: malaysia malaysian
dubai: dubai dubayy دبي
gulf: gulf golfe khalij خليج
mediterranean: mediterranean
"""
