"""Frequent words in names of organizations, by what they are for.

The lists are ours, from the languages the platform speaks and those that names often come from
besides. They are folded when read, so accents and case do not matter; a word missing here only
weighs more than it should. Where a word stands in two lists, the later list counts.
"""

THEMES = """
environment environmental ecology ecological eco green nature natural climate development
sustainable sustainability conservation protection biodiversity wildlife forest forests water
ocean
oceans sea energy clean air earth planet land youth young women woman children people peoples
indigenous community communities farmers agriculture rural health education human rights future
life action research change support aid solidarity friends for our
environnement environnementale ecologie ecologique vert verte verts vertes nature climat
developpement durable protection biodiversite foret forets eau eaux ocean mer energie propre
terre
planete jeunes jeune jeunesse femmes femme enfants peuples communaute communautes paysans
agriculture rural rurale sante education droits avenir vie action recherche changement
solidarite
amis
medio ambiente ambiental ecologia ecologico ecologica verde verdes naturaleza clima desarrollo
sostenible conservacion proteccion biodiversidad bosque bosques agua oceano mar energia limpia
limpio
tierra planeta jovenes juventud mujeres mujer ninos pueblos indigenas comunidad comunidades
campesinos agricultura salud educacion derechos futuro vida accion investigacion cambio
solidaridad
amigos
экология экологический экологическая экологическое экологов зеленый зеленая зеленое зеленые
природа
природы климат климата развитие развития устойчивое устойчивого охрана охраны защита защиты
окружающей среды лес леса вода воды море океан энергия чистый чистая чистое земля земли планета
планеты молодежь молодежи молодежный молодежная женщины женщин дети детей народы народов
коренных
сельского хозяйства здоровье образование права жизнь будущее помощь друзья
περιβάλλον περιβάλλοντος φύση φύσης προστασία προστασίας οικολογική νερό θάλασσα γη πράσινη
πράσινο
νέοι νέων γυναικών ανάπτυξη φίλοι
بيئة بيئي بيئية خضراء اخضر طبيعة مناخ تنمية مستدامة حماية محافظة مياه ماء بحر طاقة نظيفة ارض
كوكب
شباب شبابي نساء مراة نسائية اطفال طفل مجتمع مجتمعات مزارعين زراعة ريفية صحة تعليم حقوق انسان
مستقبل
حياة عمل بحوث تغيير تضامن اصدقاء
环境 环保 环境保护 生态 生态环境 绿色 自然 自然保护 保护 发展 可持续 可持续发展 气候 气候变化
能源 海洋 森林 野生动物
动物 青年 妇女 儿童 社区 农村 农业 教育 健康 低碳 公众 文化 科技 科学 技术 资源 循环 地球 行动
中国 中华
"""
"""What environmental organizations work on and for."""

FRAME = """
association associations foundation network organization organisation organizations society
union
federation confederation council committee centre center institute institution alliance
coalition
group groups club trust fund forum initiative initiatives project programme program movement
agency
league platform cooperative team board commission consortium partnership office bureau company
corporation corp co enterprise enterprises holding university college school academy charity
charitable nonprofit volunteers voluntary civil national international world worldwide global
regional local
fondation reseau societe conseil comite centre institut groupe groupement fonds initiative
projet
mouvement agence ligue plateforme collectif equipe amicale compagnie entreprise
universite ecole nationale internationale mondial mondiale benevoles civile regionale locale
cooperative
asociacion fundacion red organizacion sociedad federacion confederacion consejo comite centro
instituto alianza coalicion grupo fondo foro iniciativa proyecto programa movimiento agencia
liga
plataforma cooperativa colectivo equipo empresa compania universidad escuela nacional
internacional
mundial voluntarios corporacion
associacao fundacao rede organizacao sociedade uniao federacao conselho instituto alianca
associazione
fondazione verein stiftung verband gesellschaft netzwerk dernek vakfi
ассоциация фонд сеть организация общество союз объединение федерация конфедерация совет комитет
центр институт альянс коалиция группа клуб форум инициатива проект программа движение агентство
лига платформа кооператив команда компания предприятие университет школа академия
благотворительный благотворительная общественная общественный общественное некоммерческая
автономная межрегиональная региональная региональный региональное международный международная
международное национальный национальная национальное всероссийская всероссийское всероссийский
добровольческое волонтерский местная городская областная громадська організація спілка мережа
товариство
σύλλογος ένωση ίδρυμα δίκτυο οργάνωση οργανισμός εταιρεία ομοσπονδία κέντρο ινστιτούτο κίνημα
ομάδα
σωματείο σύνδεσμος φορέας
جمعية مؤسسة شبكة منظمة هيئة اتحاد رابطة مركز معهد نادي لجنة مجلس مجموعة صندوق منتدى مبادرة مشروع
برنامج حركة وكالة تحالف ائتلاف تعاونية شركة جامعة مدرسة خيرية خيري وطنية دولية اهلية تطوعية
مدنية
عالمية
jamiyat jamiya jamiyya jamiyyat jamiat jamia jameyat jamiiyat jamaiyat jameyya gamiyat gamiyya
muassasat muassasa muassasah mouassassat mouassasat moassasat moassasa shabakat shabaka chabaka
chabakat munazzamat munazzama munazamat mounadhamat munadhamat ittihad itihad rabitat rabita
markaz
mahad nadi lajnat lajna majlis majmuat sunduq sandouq muntada mountada mubadarat mubadara
harakat
tahaluf itilaf sharikat sharika khayriya khayriyya khairiya kheireya wataniya wataniyya dawliya
ahliya
协会 基金会 网络 组织 学会 联盟 联合会 中心 研究会 研究院 研究所 研究中心 委员会 促进会 团体
社团 俱乐部 论坛
集团 公司 志愿者 志愿 服务 服务中心 发展中心 公益 慈善 大学 学院 社会 国际 全国 联谊会 商会
合作社 工作室 机构
理事会 同盟 行动网络
"""
"""What kind of organization, and how wide its scope."""

PARTICLES = """
the of for and in on to a an at by with from le la les l de du des d et en pour au aux sur par
dans
un une el los las del y e para por con al o os as da do das dos der die das und fur von di il lo
gli
della qu wa wal lil bil ar ash ad az ul ur us и в во на по для с со о об от при за та з у и τησ
του των και για
το η ο τα οι στη στο σε في من على الي و عن ابن 的 与 和 及 之 暨
"""
"""Articles, prepositions, conjunctions; articles as romanized from Arabic."""

LEGAL = """
inc incorporated ltd limited llc llp plc pty pvt gmbh ggmbh ag kg ev ry sa sas sasu sarl srl spa
sl
slu sac cv bv nv vzw asbl aisbl ltda eirl sro doo ood eood aps kft oy ab ac iap ong ongd ngo
ngos npo
cbo cso osc ооо зао оао пао ао нко ано нпо роо моо тоо нп го ooo ano nko noo roo 有限公司
有限责任公司 股份有限公司 财团法人 社团法人 一般社团法人 株式会社 شمم ذمم αε επε μκο ικε
"""
"""Legal forms, written without dots, and abbreviations for a non-governmental organization."""
