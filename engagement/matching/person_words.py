"""Words of persons' names that are none: titles, ranks, forms of address, particles, articles.

Romanized Arabic, Persian, Urdu and Pashto ones beside those of Europe; folded when read.
"""

TITLES = """
mr mrs ms miss messrs mister sir madam madame mme mlle monsieur m/s herr frau senor senora senorita
sr sra srta dona don doña signor signora dr dra doctor docteur doktor prof professor professeur eng
engr engineer ing ingenieur muhandis mohandes arch architect advocate adv atty attorney lawyer judge
rev reverend father fr pastor bishop archbishop rabbi imam sheikh sheik shaikh shaykh cheikh cheik
shaikhul shaykhul sheikha shaikha haji hajji hajj haj hadji alhaji alhaj elhadj elhadji el-hadj hajah
hajja hajjah hafiz mullah mulla molla mollah mawlawi maulawi maulvi mawlana maulana moulana molvi
mufti qari qazi akhund akhundzada akhunzada akhond ayatollah ayatullah hojjatoleslam hojatoleslam
hojat sayyid sayed sayyed seyed seyyed syed sayid sayyidah seyyid sidi moulay mulay agha aqa khwaja
ustad ustaz ustadh ostad malik amir emir ameer prince princess king queen lord lady baron count
general gen brigadier brig colonel col lieutenant lt ltcol major maj captain capt cpt sergeant sgt
corporal commander cdr commandant cmdr commodore admiral adm marshal vice rear private
officer president minister senator governor ambassador amb deputy deputat excellency he honourable
hon honorable chief director secretary chairman comrade kamerad
оглы г господин госпожа доктор профессор генерал полковник майор капитан товарищ
الشيخ شيخ الدكتور دكتور د الاستاذ استاذ المهندس مهندس السيد سيد السيدة الحاج حاج حاجي الملا ملا مولوي
مولانا اللواء لواء العميد عميد العقيد عقيد الرائد النقيب الفريق فريق الجنرال جنرال الامير امير الامام
امام القاضي دكتر آقاي اقاي خانم سردار سرتيپ سرلشكر سرهنگ آيت حجت
"""

ARTICLES = """
al el ul ur as ash ar az at ad an il il- es esh er ez ed en us ush uz ut ud un l ال
"""

PARTICLES = """
bin ben ibn bint binti ibnu ould oul ouled wuld walad van von der den de da do dos das del della di du
la le las los y e i te ter zu zur zum af av ap mac mc st saint san santa oglu ogly uly qizi kyzy
jr junior sr senior ii iii iv fils pere bte hijo neto filho ap ab ould وال و بن ابن بنت
née nee born aka alias dit dite called known
"""

KUNYAS = """
abu abou abo abi aba umm um om oumm ابو ابي ابا ام
"""

SERVANTS = """
abd abdul abdel abdal abdoul abdol abdool abdur abdus abdu abdou abdi abdir abdil abed abad abdush abdun
abdut abduz abdud bd عبد
"""
