"""Ordinary words of organizations' names: one line a meaning, in the languages they come in.

A line is the meaning, then its words in English, French, Spanish or Portuguese, Russian, Arabic,
Persian and romanized Arabic or Persian. Two words of one line are a translation of each other.
Inflected forms stand beside each other; accents and case do not matter; the Arabic article is
left out. What is missing here only weighs more than it should, and is not found in translation.
"""

FRAMES = """
association association associations asociacion associacao ассоциация ассоциации جمعية جمعيات انجمن jamiyah jamiya jamiyya jamiyyah jamiyat jamiyyat jamiat jamia jamiyatul gamiya gamiyya anjoman anjuman verein dernek dernegi associazione assn assoc asoc assoc ass
foundation foundation foundations fondation fundacion fundacao stiftung fondazione vakfi vakif фонд фонда مؤسسة مؤسسات بنياد muassasa muassasah muassasat muassasatu muasasa muassassa moassasat moassasah mouassasat bonyad bunyad fdn fndn found fund
organization organization organizations organisation organisations organizacion organizacao организация организации منظمة هيئة سازمان munazzama munazzamat munazamat monazamat munadhamat hayat hayah sazman sazeman org orgn
network network networks reseau red rede сеть сети شبكة شبکه shabaka shabakat shabakah chabaka chabakat shabakeh netzwerk netw
society society societe sociedad sociedade общество общества جامعة soc
union union unions unione союз союза اتحاد اتحادية ittihad itihad ettehad etihad ittehad uniao
federation federation federacion federacao федерация федерации fed
committee committee committees comite comites commissie комитет комитета لجنة لجان كميته lajna lajnat lajnah komite komiteh cttee cmte comm
council council councils conseil consejo conselho совет совета مجلس شورى شورا majlis shura choura shoura cncl
commission commission comision comissao комиссия комиссии مفوضية كميسيون
center center centre centres centers centro zentrum центр центра مركز مراكز markaz merkez ctr cntr cent
institute institute institutes institut instituto institution institutions институт института معهد انستيتو mahad inst
group group groups groupe grupo gruppe группа группы группировка مجموعة جماعة گروه majmua majmuat jamaa jamaat jamaah gamaa gamaat jemaah djamaa djamaat jamaatu jamaati goruh grp gr gp
alliance alliance alianza alianca альянс альянса تحالف tahaluf tahalof
coalition coalition coalicion коалиция ائتلاف itilaf
company company companies co compagnie compania companhia coy компания компании شركة شرکت sharika sharikat sharikah sherkat sherka cie charika charikat sirketi coy comp
corporation corporation corporations corp корпорация корпорации corporacion corpn corpo
enterprise enterprise enterprises entreprise entreprises empresa empresas предприятие предприятия منشأة ent entp enter
establishment establishment etablissement establecimiento est مؤسسه estab
firm firm firma фирма
holding holding holdings холдинг холдинга هولدينغ قابضة qabida qabidha hldg hldgs hold
trust trust trusts فاخته وقف waqf
bureau bureau office oficina бюро مكتب دفتر maktab
agency agency agencies agence agencia агентство وكالة آژانس wakala wakalat agcy
administration administration directorate administracion direction administracao управление ادارة مديرية اداره idara admin
department department departement departamento департамент отдел قسم دائرة dept
ministry ministry ministere ministerio министерство министерства وزارة وزارت wizara vezarat min
party party parti partido partei партия партии حزب hizb hezb hizbu hezbe
movement movement mouvement movimiento movimento движение движения حركة جنبش harakat haraka harakah harkat harakatul harkatul harakati jonbesh tehrik
front front frente фронт фронта جبهة جبهه jabha jabhat jabhah jebhe cephesi
brigade brigade brigades brigada brigadas бригада бригады كتائب لواء الوية kataib katibat katiba liwa tip tipp kataeb
battalion battalion battalions bataillon batallon батальон батальона كتيبة گردان
army army armee ejercito exercito армия армии جيش ارتش لشكر jaish jaysh jeish djeich artesh lashkar lashkare
force force forces fuerzas силы قوات نيروى نيروي quwwat niru
guard guard guards garde guardia страж стражей حرس پاسداران سپاه haras pasdaran sepah sepahe
division division division дивизия فرقة لشكر div
committees comites
secretariat secretariat secretaria секретариат امانة
campaign campaign campagne campana кампания حملة
project project projects projet proyecto projeto проект مشروع mashru
fund fund funds fonds fondo fundo صندوق sunduq sandouq sandogh
club club نادي клуб nadi
cooperative cooperative cooperatives cooperativa кооператив تعاونية
school school schools ecole escuela escola madrasa madrassa madrasah madrasas школа школы مدرسة مدارس madaris sch
university university universite universidad universidade universitat университет университета جامعة دانشگاه jamiah danesh daneshgah jamia univ
college college colleges колледж كلية
academy academy academie academia академия академии اكاديمية acad
hospital hospital hopital больница مستشفى بيمارستان mustashfa hosp
factory factory factories usine fabrica завод завода комбинат مصنع معمل كارخانه plant works kombinat zavod
laboratory laboratory laboratories laboratoire laboratorio лаборатория لابراتوار lab labs
complex complex complexe complejo комплекс مجمع mojtama
branch branch branches filial филиал branche فرع
unit unit unite unidad отряд وحدة
team team equipe equipo команда
section section secciones секция
headquarters headquarters quarters штаб قيادة مقر قرارگاه khatam
leadership leadership
members members membres
"""

ORDINARY = """
trading trading trade trade commerce commercial comercial comercio comercializadora commerciale торговая торговый торговля торговое торг تجارة تجارية تجاري بازرگاني tijara tijariya tijaria tejarat bazargani trdg tdg trad trd
general general generale generales генеральная общий عامة عام amma omoumi gen
industrial industrial industry industries industrie industriel industrielle industriels industria industrias промышленность промышленная промышленный промышленное صناعة صناعات صناعية صنايع sanaye sanat sinaiya ind inds indus indust indl
import import imports importacion importadora importacao импорт استيراد واردات imp impex
export export exports exportacion exportadora exportacao экспорт تصدير صادرات exp
international international internationale internacional internationaux intl международный международная международное международной دولية دولي عالمية عالمي بين المللي duwaliya dawliya dauliya alamiya alamiyya alami intl int intern internat
national national nationale nationaux nacional национальный национальная национальное народный народная وطنية وطني قومي ملي wataniya wataniyya milli melli qaumi natl nat nal
islamic islamic islamique islamico islamica islam islami islamiya islamiyya islamiyah islamiyyah eslami исламский исламская исламское исламского исламской اسلامية اسلامي اسلام islamia isl
muslim muslim muslims musulman musulmans musulmana мусульман مسلمين مسلمون muslimin muslimeen
arab arab arabe arabic arabia عربي عربية arabiya
relief relief secours aide auxilio помощь помощи اغاثة امداد ighatha igatha ighata emdad
aid aid help ayuda ajuda عون مساعدة
humanitarian humanitarian humanitaire humanitario humanitaria гуманитарный гуманитарная انسانية انساني hum
charity charity charitable charities charite caritas bienfaisance caridad beneficencia благотворительный благотворительная خيرية خيري خير khayriya khairiya khayriyya khairiyya khayriyah kheiriye khairi khayri khairat char charit
development development developpement desarrollo desenvolvimento развитие развития تنمية توسعه tanmiya tanmiyya tosee dev devt dvpt devel
services services service servicios servicio servicos услуги сервис служба خدمات khadamat khidmat khadamate svc svcs serv servs srvcs
investment investment investments investissement inversiones inversion investimentos inversora инвестиции инвестиционная инвест استثمار استثمارات سرمايه istithmar inv invt invs invest investmts
construction construction constructions construccion construcciones constructora строительство строительная строй انشاءات بناء ساختماني insaat const constr constn
engineering engineering ingenierie ingenieria engenharia инжиниринг инженерная هندسة هندسية مهندسي eng engg engr engrg
technology technology technologies technologie tecnologia tecnologias tech технологии технология تكنولوجيا تقنية فناوري tech techs techn technol
science science sciences scientific scientifique ciencia ciencias научный научная научно наука علوم علمي علمية sci
research research recherche recherches investigacion investigaciones исследования исследовательский بحوث ابحاث دراسات پژوهش پژوهشي studies study res rsch
bank bank banque banco banca банк банка بنك مصرف بانک bankasi bk bnk
finance finance financial finances financiera financiero financeira финансы финансовая финансовый مالي مالية fin
credit credit kredit credito تسليف ائتمان اعتبار кредит
exchange exchange change cambio casa cambios sarafi صرافة صرافي обмен
money money
transport transport transportation transports transporte transportes транспорт транспортная نقل حمل transp trans trnsp
shipping shipping navigation naviera navegacion судоходная судоходство ملاحة كشتيراني shpg shpng ship
maritime maritime marine maritima maritimo морской морская بحري بحرية دريايي mar
lines lines line lignes lineas линии خطوط ln
airlines airlines airline airways aviation air aero جويه جوي جوية aerolineas aviacion авиа авиация авиакомпания авиалинии طيران هواپيمايي airl
aerospace aerospace aerospatiale аэрокосмический
logistics logistics logistique logistica логистика لوجستية log logist
freight freight cargo fret carga груз
petroleum petroleum oil petrole petroleo petroleos petro нефть нефтяная нефте نفط نفطية بترول naft pet petrol نفتكش tanker tankers
gas gas gaz газ газа غاز
energy energy energie energia энергия энергетическая энерго طاقة انرژي
electric electric electrical electronics electronic electronique electronica electricite electricity электро электроника электрический كهرباء الكترونيك elec elect electr
power power
chemical chemical chemicals chemie chimie chimique quimica quimico химия химическая химический كيماوية شيميايي petrochemical petroquimica chem chems petrochem پتروشيمي پتروشيمى petrokimia
steel steel acier acero сталь металл فولاد metal metals iron حديد stl
mining mining mines mine minera mineria minerals горная рудник تعدين معادن
machinery machinery machine machines maquinaria машиностроение ماشين mach
equipment equipment equipements equipos оборудование تجهيزات معدات equip eqpt
products products product produits productos продукты продукция منتجات prod prods
production production produccion producao производство производственное انتاج توليد
food food foods alimentos alimentaire alimenticia продовольствие غذاء غذائي اغذية
agriculture agriculture agricultural agricole agricola agropecuaria agro сельское сельскохозяйственный زراعة زراعية كشاورزي agri agric
fishing fishing fisheries fishery peche pesca pesquera рыбный اسماك
textile textile textiles текстиль نسيج
pharmacy pharmacy pharmaceutical pharmaceuticals pharma drogueria drogas farmacia medicamentos аптека دواء ادوية دارو pharm
medical medical medicine medicale medicina medico медицинский медицинская طبية طبي پزشكي med
health health sante salud saude здоровье صحة صحية سلامت
education education educational educacion educacao образование образовательный تعليم تربية ادارة آموزش educ edu
culture culture cultural culturel culturelle cultura культура культурный ثقافة ثقافي ثقافية فرهنگي فرهنگ thaqafa
media media medios медиа اعلام
information information informatique informacion informatica информация информационный معلومات info inf
communications communications communication telecommunications telecom telecommunication comunicaciones telecomunicaciones связь اتصالات مخابرات comms telecoms
publishing publishing publications press editorial edition editions издательство نشر
security security securite seguridad seguranca безопасность охрана امن امنية امنيت sec
defense defense defence defensa оборона оборонный دفاع دفاعي def
military military militaire militar военный военная военное عسكري عسكرية نظامي
aviation_defence missile missiles rocket
nuclear nuclear nucleaire atomic ядерный атомный نووية هسته
insurance insurance assurance assurances seguros страхование страховая تامين بيمه ins
property property properties immobilier immobiliere immobilien inmobiliaria realty estate недвижимость عقارات عقارية prop
hotel hotel hotels отель فندق هتل
tourism tourism tourisme turismo travel travels voyages viajes туризм سياحة سفر
management management gestion administradora управляющая مديريت mgmt mgt mngt
consulting consulting consultants consultancy consultores consultoria conseils asesorias консалтинг استشارات مشاورين cons consult
marketing marketing mktg
supply supply supplies suministros снабжение توريد تامين sup
distribution distribution distribuidora distributors distribuciones توزيع پخش dist distr distrib
solutions solutions systems system systemes sistemas системы نظم انظمة
business business negocios бизнес اعمال
store store stores almacenes almacen tienda market markets магазин
works taller talleres
house house maison casa дом دار بيت خانه dar beit bayt
liberation liberation liberacion libertacao освобождение освобождения تحرير رهايي tahrir
revolution revolution revolutionary revolutionnaire revolucion revolucionario revolucionaria революционный революция ثورة ثوري انقلاب انقلابي enghelab inqilab
people people peoples peuple peuples pueblo pueblos popular populaire народа народов شعب شعبية شعبي مردم
democratic democratic democratique democratico democratica democracia демократический демократическая ديمقراطية ديمقراطي
socialist socialist socialiste socialista социалистический اشتراكي
communist communist communiste comunista коммунистический коммунистическая شيوعي
republic republic republique republica республика республики جمهورية جمهوري jumhuriya jomhuri
state state etat estado государство государственный государственная государства госпредприятие دولة حكومي dawla dawlah daula dawlat dowlati
government government gouvernement gobierno правительство حكومة دولت govt gov
central central centrale центральный центральная центральное مركزي مركزية markazi cent
supreme supreme high haut supremo высший عليا اعلى
civil civil civile civilian
social social sociale sociaux социальный социальная اجتماعي اجتماعية soc
economic economic economique economico economy economia экономический экономика اقتصادي اقتصادية اقتصاد econ
political political politique politico политический سياسي سياسية
youth youth jeunes jeunesse juventud jovenes молодежь молодежный شباب جوانان shabab shabaab chabab
women women femmes mujeres женщин نساء زنان
children children enfants ninos orphans orphan orphelins дети اطفال ايتام كودكان
student student students etudiants estudiantes студентов طلاب طلبة دانشجويان
workers workers worker labor labour travailleurs trabajadores ouvriers рабочий рабочих عمال كارگران
refugee refugee refugees
human human humains humanos
rights rights right droits derechos права прав حقوق
support support soutien apoyo поддержка поддержки دعم مساندة
world world mondial mondiale mundial monde mundo мировой всемирный всемирная عالم جهان
global global
east east eastern orient oriente oriental восток восточный شرق شرقية شرقي sharq khavar mashriq
west west western ouest occident occidental запад западный غرب غربية غربي gharb maghreb maghrib مغرب
north north northern nord norte север северный شمال شمالية shamal
south south southern sud sur sul юг южный جنوب جنوبية janub
middle middle moyen medio ближний اوسط awsat
new new nouveau nouvelle nuevo nueva novo nova новый новая новое جديد جديدة
first first premier primera primero первый первая اول 1st
united united unies uni unidas unidos объединенный объединенная متحدة متحد متحده
unified unified
private private prive privada privado частное частная خاصة
public public publique publica publico общественный общественная общественное
limited limited
joint joint mixte conjunta совместный مشتركة
free free libre libres حر حرة
great great grand grande великий كبير كبرى
city city ville ciudad город مدينة شهر
region region regional regionale региональный областной منطقة
province province provincial provincia провинция
village village
border border frontier
sea sea mer mar море بحر دريا
river river fleuve rio نهر
land land terre tierra земля ارض
water water eau agua вода ماء مياه آب
industry_auto auto automotive automobile motor motors autos vehicules автомобиль سيارات خودرو
computer computer computers komputer компьютер حاسوب
design design
tool tool tools
coordination coordination coordinadora تنسيق
cooperation cooperation تعاون
"""

MOTIFS = """
resistance resistance resistencia сопротивление مقاومة مقاومت muqawama moqavemat
struggle struggle jihad jehad djihad gihad джихад джихада جهاد combat lutte
martyr martyr martyrs shahid shaheed shahada shuhada мучеников мученик شهيد شهداء شهيدان
holy holy sacred saint
peace peace paix paz мир мира سلام صلح salam
unity unity unite unidad единство وحدة wahda tawhid tawheed tauhid
justice justice justicia справедливость عدالة عدل عدالت adl
freedom freedom liberty liberte libertad свобода свободы حرية آزادي
victory victory nusra nusrah nosra victoria победа نصر نصرة nasr
call call dawa dawah دعوة
call_heritage heritage turath revival ihya احياء تراث
golden golden gold or oro золото золотой ذهب ذهبية
star star etoile estrella звезда نجم نجمة
sun sun soleil sol солнце شمس
light light nour noor nur نور
green green vert verde зеленый اخضر خضراء
blue blue bleu azul голубой
red red rouge roja rojo красный احمر سرخ
black black noir negro negra черный اسود سياه
white white blanc blanco blanca белый ابيض سپيد
brothers brothers bros freres hermanos братья اخوان اخوة بني brothers ikhwan bro
sons sons fils hijos сыновья اولاد ابناء
defenders defenders defensores ansar anssar ansaru ansaar انصار ансар partisans supporters
god allah god dieu dios
eastern_turkistan turkistan turkestan
league league ligue liga лига
soldiers soldiers jund jundullah soldats جند جنود
lions lions lion usud
faith faith iman
reform reform islah اصلاح reforme reforma
guidance guidance hidaya irshad ارشاد
"""

PLACES = """
iran iran iranian iranien irani iranienne иран ирана иранский ايران ايراني
iraq iraq iraqi irak iraqiya iraqiyya irakien ирак ирака عراق عراقي عراقية
syria syria syrian syrie siria syrienne сирия сирийский سوريا سورية سوري شام sham suriya suria levant
lebanon lebanon lebanese liban libano libanais ливан لبنان لبناني لبنانية lubnan
palestine palestine palestinian palestinien palestina filistin палестина палестины فلسطين فلسطيني فلسطينية filastin
yemen yemen yemeni yaman йемен йемена يمن يمني يمنية
libya libya libyan libye libia ливия ливии ليبيا ليبي ليبية
egypt egypt egyptian egypte egipto египет مصر مصري مصرية misr masr
sudan sudan sudanese soudan судан سودان سوداني سودانية
somalia somalia somali somalie сомали صومال صومالي صومالية
afghanistan afghanistan afghan afghane афганистан афганистана افغانستان افغان افغاني
pakistan pakistan pakistani пакистан пакистана باكستان پاكستان
india india indian inde indien индия هند hind
saudi saudi saudia saoudite саудовская سعودية سعودي
kuwait kuwait kuwaiti koweit кувейт كويت كويتي
emirates emirates uae emirats эмираты امارات emirate imarat imara
qatar qatar qatari катар قطر
jordan jordan jordanian jordanie иордания اردن اردني
turkey turkey turkish turquie turk turkiye турция تركيا تركي
algeria algeria algerian algerie алжир جزائر جزائري
tunisia tunisia tunisian tunisie тунис تونس تونسي
morocco morocco moroccan maroc marocain марокко مغربي
mali mali malian malien
nigeria nigeria nigerian نيجيريا
kenya kenya kenyan
ethiopia ethiopia ethiopian
eritrea eritrea eritrean
uganda uganda ugandan
rwanda rwanda rwandan rwandais
congo congo congolese congolais congolaise конго الكونغو
africa africa african afrique africain africaine африка африки افريقيا افريقي افريقية
asia asia asian asie азия آسيا اسيا
europe europe european euro europeen европа اوروبا
america america american amerique americana americain америка
korea korea korean coree corea chosun choson joson chosen корея кореи كوريا
pyongyang pyongyang
china china chinese chine sino китай китая صين
hongkong hongkong kong hong
japan japan japanese japon
russia russia russian russie rusia россия россии российский российская روسيا روسي rossiya
ukraine ukraine ukrainian украина украины украинский
belarus belarus belarusian беларусь белоруссия
crimea crimea crimean крым крыма
donetsk donetsk донецк донецкая
luhansk luhansk lugansk луганск луганская
chechnya chechnya chechen чечня чеченский
caucasus caucasus caucasian кавказ кавказа قوقاز
kazakhstan kazakhstan
uzbekistan uzbekistan uzbek узбекистан узбекистана اوزبكستان
bosnia bosnia bosnian bosna bosnie
london london londres
paris paris
tehran tehran teheran тегеран طهران تهران
baghdad baghdad bagdad багдад بغداد
damascus damascus damas дамаск دمشق dimashq
beirut beirut beyrouth бейрут بيروت
gaza gaza газа غزة
jerusalem jerusalem quds иерусалим قدس qods al-quds
kabul kabul kaboul кабул كابل
cuba cuba cuban cubana куба
colombia colombia colombian colombiana
venezuela venezuela venezuelan венесуэла
mexico mexico mexican mexicana
panama panama
haiti haiti haitian haitien
indonesia indonesia indonesian
philippines philippines philippine filipino
myanmar myanmar burma burmese
malaysia malaysia malaysian
dubai dubai dubayy دبي
gulf gulf golfe khalij خليج
mediterranean mediterranean
"""

PARTICLES = """
the of for and in on to a an at by with from le la les l de du des d et en pour au aux sur par dans
un une el los las del y e para por con al o os as da do das dos der die das und fur von di il lo gli
della qu wa wal lil bil ar ash ad az ul ur us fi min и в во на по для с со о от при за і та з у
της του των και για στη στο σε في من على الى و عن لل wa و های fil ila alas i va ve
"""

LEGAL = """
jsc ojsc cjsc pjsc oao zao pao ooo odo ao llp lp plc ltda eirl cia sal fze fzco fzc fzllc pte pvt sdn bhd
ood eood ead ad dooel doo gmbh kg sarl spa srl nv bv aps oy kk private pjs psc wll sae saog sac saa scs sicav
obshchestvo ogranichennoi ogranichennoy otvetstvennostyu aktsionernoe aktsionernaya otkrytoe zakrytoe
publichnoe unitarnoe kommanditnoe joint stock liability closed
"""
"""Legal forms, and the words of long ones, besides those of `vocabulary`."""
