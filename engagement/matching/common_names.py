"""Frequent words of names, by how frequent they are: the background of `rarity`.

Counted over published lists of the United States (persons and organizations, each entry once) and
filled up with names frequent in other parts of the world. A name missing here counts as rare.
"""

MOST = """
abdalla abdallah abdollah abdulla abdullah ahmad ahmed ali hasan hassan hosein hossein husain
husayn hussain hussayn hussein ibrahim jose mahmood mahmoud mahmud mohamad mohamed mohammad
mohammed mohamud muhamad muhamed muhammad muhammed
"""
"""Persons: names so frequent that they tell little."""

FREQUENT = """
aisha alberto aleksandr aleksandrovich aleksei aleksey alexander alexandr alexandrovich alexei
alexey aliaksandr alyaksandr andrea andrei andrey angel anna antonio aziz bong boris brown carlos
carmen chang chen cheng choi chol chong chung daniel das david din djamel dmitri dmitriy dmitry
enrique faisal fatima faysal fazal flores florez francesco francisco gaddafi gadhafi garcia german
ghadaffi gomez gonzales gonzalez gwang hachem hachim hamad hamd hamed hameed hamid hammad hammud
hashem hashim hernandez hisham huang husam hussam ismael ismail ivan ivanov jaafar jafar jaffar
jamal james jamil jang javier jean jesus jhon john johnson jones jong jorge juan kader kang kareem
karim kassem kazim khaled khalid khalil khan kim kong kumar kwang kyong le lee li liu lopez luis
mahdi majeed majid mansoor mansour mansur manuel maria marie marin mario martinez marwan mary mehdi
michael miguel mikhail mohsen moran mostafa moustafa muhsin mustafa mustapha naser nasir nasr
nasser nazir nguyen nikolaevich nikolayevich omar park patel paul perez peter petrov pierre ping
pong pyong qaddafi qadhafi qadir qasim qassem qassim rahman ramirez ramon rehman reza robert
rodriguez said sakr salam saleh salem salih salim salman samer samir sanchez sang santos saqar
saqer saqr sergei sergey sharma silva singh smith song sulaiman sulayman suleiman suliman sung
takriti thomas tikriti torres tran valencia victor viktar viktor vladimir vladimirovich volodymyr
volodymyrovych wang william williams wu yang yusuf zahar zhang zhao zheng zhou zughayr zuhair
zuhayr
"""
"""Persons."""

KNOWN = """
abbas abdelkader abdulaziz abdullahi abdulrahman abdurahman abdurrahman abebe abid abubakar adam
adams adel adeyemi adil adnan adolfo aguilar ahn akbar akram akter alejandro alekseevich
alekseyevich alemu alex alexeyevich alfonso alfredo alireza allen almeida alonso alvarado alvarez
alvaro amin amina amir amit ana anatolievich anatoliyovych anatolyevich anderson andres andrew
andrii andriy anil anthony anwar armando arslan arturo asad asghar ashraf assad aung avila awad
aydin ayesha ayman ayse ba baasyir bakar baker bakr barbara barnes barrera barry barzan bashar
bashir basir bassam bautista becker begic begum bekele bell bello beltran bennett bernard bertrand
bianchi bilal bonnet borisovich brian brooks bui buitrago butler butt cai camara campbell cao
cardenas cardona carter castillo castro catherine cazares cazarez celik cesar charles chaudhry
cherif chin cho choe chowdhury christophe christopher chun cifuentes clark coleman collins
contreras cook cooper cordon costa coulibaly cox cruz dang daoud darwish davis dela demir deng
denis diallo diaz diego dimitris ding diop do dogan dong du dubois duong dupont durand edgar eduard
eduardo edward edwards elena elias elizabeth elkaddafi emilio emine esmail esposito evans evgeniy
evgeny fabio fadhil fadi fadil fahad fahd fall faraj faris farouk faruq fatma fawaz fazli felipe
felix feng fernandes fernandez fernando ferrari ferreira figueroa firas fischer fontaine foster
fournier francesca franco francois freddy fredy fuad gabriel gafur gao gastellum gastelum gennady
george georgiou getachew ghafur ghalib ghasem ghassan ghathafi gholam gholamreza gilberto giovanni
giraldo girard giuseppe goran grajales gray green grigorievich guerrero guillen guillermo gul guo
gupta gustavo gutierrez guzman habib hadi hafez haile hakim hamadi hamcho hamdan hamdi hamsho
hamshou hamza hamzah han hani hans haroun harris harun hatem hatum haytham he hector henderson
herrera hill hiroshi ho hoang hodzic hoffmann hong horvat hossain howard hughes hugo husayni
huseyin husseini hwang hyok idris ignacio igor igorevich imad iqbal irina isa isabelle islam issa
ito ivanovic ivanovich iyad jaber jabir jaburi jackson jafari jaime jairo jalal jalil jan jasim
jassem jassim javad javed jenkins jennifer jeon jessica jiang joao joseph joshi joshua jovanovic
julio jung kamal kamau kamel karen kariuki kato kaya kebede keita kelly kevin khadija khalaf
khalifa khalifah khamis khatib king klaus kobayashi kofi kovac kovacs kowalski kozlov kubaysi
kuznetsov kwame kwon lambert latif laurent lebedev lefebvre leon leonidovich leroy lewis liang lim
lima lin linda londono long lu luca luo ly mahad maher mahmoudi makhlouf makhluf malik man marco
marcos mariam mariano marina mark marquez martin masoud masri masud matthew maung medina mehmet
mehta mejia mendoza mensah meyer meza miah michel mikhailovich mikhaylovich milad milan miller min
mishra mitchell moghadam mohammadi mohd mojtaba molina montoya moon moore morales moreau moreno
morozov morris morteza mounir muammar mubarak muller mulugeta mun munir munoz murillo murphy musa
musab mwangi myong nabil nader nadir nagy nair nakamura nam nasif nassif natalia natallia natalya
nathalie ndiaye nelson ngo nicolas nikolai nikolay nikolic nikos njoroge noorzai novak novikov
nowak nur ocampo ogunleye okafor oleg oleksandr olga oliveira olivera ortega osama oscar osei
othman otieno owusu ozdemir ozturk pak pan papadopoulos parker parra patricia patterson paulo pavel
pedro pena peng pereira perry peterson petr petrovic petrovich pham phan philippe phillips popov
powell price priya pyotr qasir qolam qubaysi quintero qureshi rafael rahim raj ram rami ramiro
ramos rao rashid raul rawi raza reddy reed ren rendon reyes ri ricardo richard richardson rida
ridwan rincon rios rivera roberto roberts robinson rodrigo rogers rojas romano romero rondon
rosario ross rossi rousseau roux ruben ruelas ruiz russo saab saad sabir sad saddam sadegh sadeq
saeed sahin saifullah salah salazar sami samuel sanders sani sanjay sarah sato sattar schmidt
schneider schulz scott seo sergeevich sergeyevich sergio serhiy serna serrano shah shaikh sharif
sharyan shen shin shiryan simmons simon sindi sokolov soleimani soleymani souza sow steven su
suarez subhi suhayl sultan sun sunil susan suzuki svetlana taha tahar taher tahir takahashi takashi
talib tanaka tang tarek tariq tatiana taylor tesfaye thompson tian tong toth toure traore turki
turner uddin umar usman uthman valery valeryevich vargas vasili vasilievich vasiliy vasilyevich
vasquez vazquez velasquez velazquez verma viktorovich villa villegas volkov vu vyacheslavovich wael
wagner walid walker wanjiru ward washington watanabe watson weber wei white wilson wisniewski
wolfgang wood wright xiao xie xu yadav yahya yamada yamamoto yao yasin ye yevgeniy yevgeny yilmaz
yong yoon yoshida young younis yousef youssef yu yuan yunis yuri yurievich yuryevich yusif zafir
zagaria zainab zakaria zakariya zaki zapata zeng zepeda zhu ziad
"""
"""Persons."""

ORGANIZATION_FREQUENT = """
action beauty best beverages building capital care cars cement ceramic clean climate clinic closed
clothing community conservation cosmetics creative credit dental diamonds drug elite environment
environmental farm federal fertilizer film foreign forest friends furniture future garage garment
generation glass home innovation jewelry manufacturing max mills modern music natural nature ocean
offshore optical packaging paper parts plastics printing pro professional quality refinery rental
restaurant rubber rural seeds ship smart software sports studio sustainable timber tires top
trafficking trans ventures welfare wood
"""
"""Organizations: words besides those of `nouns`."""

ORGANIZATION_KNOWN = """
advanced affairs aircraft aktsionerny aluminum armed atlas avia avic beograd brokerage canada car
caribbean caribe cham concern consorcio corporativo corps currency dalian dandong day desarrollos
digital dmcc ead elevator empresarial engineers foreningen fuel ganadera gasolinera gems
gosudarstvennoe gpb gran hawala imam intelligence internal invest irans jewellery kapital
kommercheski kontsern korporatsiya leasing limitada main materials mineral mobile mobin mujahideen
mujahidin nauchno noble novin nusrat obedinenie obschestvo off one operadora operation overseas
pacific pang parsian partners persian pipelines plaza port predpriyatie proizvodstvennoe protection
publichnoe radio rancho real reconstruction refining republican resort resources restaurante rim
royal sahel santa sepahan shanghai sherkate shipbuilding shipyard shop shore siman sky soluciones
special sprl stichting stiftelse tanker technical tekhnologii television ticaret tipa tose tours
universal veb
"""
"""Organizations."""
