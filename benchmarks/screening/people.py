"""Ordinary names of people, for queries that no list holds: given names, family names, countries.

Written for this package, common names of each language; nobody in particular is meant.
"""

CULTURES = {
    "GB": (
        "Oliver George Harry Emily Charlotte Amelia Thomas William Sophie Rachel Peter Andrew Helen Margaret Stephen Laura",
        "Smith Taylor Brown Wilson Evans Walker Robinson Thompson White Hughes Edwards Hall Wood Clarke Turner Bennett Harrison Cooper",
    ),
    "US": (
        "James Mary Robert Jennifer Michael Linda David Susan Christopher Karen Daniel Nancy Matthew Ashley Brandon Megan",
        "Johnson Williams Miller Davis Anderson Martin Jackson Campbell Mitchell Carter Phillips Parker Collins Stewart Morris Rogers Reed",
    ),
    "FR": (
        "Jean Pierre Marie Camille Antoine Louise Nicolas Claire Julien Sylvie Olivier Chloé Laurent Hélène Mathieu Brigitte",
        "Dubois Moreau Lefebvre Girard Bonnet Lambert Fontaine Rousseau Vincent Muller Lefèvre Mercier Blanchard Gauthier Perrin Chevalier",
    ),
    "DE": (
        "Hans Klaus Ursula Sabine Jürgen Stefan Monika Petra Wolfgang Heike Markus Birgit Uwe Matthias Katharina Andrea",
        "Schneider Fischer Weber Wagner Becker Hoffmann Schäfer Koch Bauer Richter Klein Schröder Neumann Zimmermann Krüger Hartmann",
    ),
    "ES": (
        "Carlos María Javier Lucía Alejandro Carmen Fernando Isabel Diego Pilar Miguel Elena Sergio Rosa Álvaro Beatriz",
        "García Fernández González Rodríguez López Martínez Sánchez Pérez Gómez Martín Jiménez Ruiz Hernández Díaz Moreno Álvarez Romero",
    ),
    "MX": (
        "José Guadalupe Juan Verónica Luis Alejandra Jorge Patricia Francisco Leticia Ricardo Gabriela Eduardo Mónica Arturo Adriana",
        "Hernández Ramírez Flores Cruz Morales Reyes Gutiérrez Ortiz Chávez Ramos Vargas Castillo Mendoza Guzmán Rojas Aguilar",
    ),
    "BR": (
        "João Ana Antônio Francisca Paulo Adriana Marcos Juliana Rafael Fernanda Bruno Aline Rodrigo Vanessa Gustavo Larissa",
        "Silva Santos Oliveira Souza Pereira Lima Carvalho Ferreira Ribeiro Almeida Costa Gomes Barbosa Rocha Dias Nascimento",
    ),
    "IN": (
        "Rajesh Priya Sanjay Anita Vikram Sunita Arun Kavita Ramesh Deepa Suresh Lakshmi Anil Meena Vijay Pooja",
        "Sharma Patel Gupta Reddy Nair Iyer Verma Joshi Mehta Desai Rao Mishra Chatterjee Banerjee Kulkarni Agarwal",
    ),
    "PK": (
        "Imran Ayesha Bilal Fatima Usman Sana Faisal Hina Kamran Nadia Asad Rabia Shahid Saima Tariq Zainab",
        "Butt Sheikh Qureshi Malik Chaudhry Siddiqui Ansari Bhatti Mirza Hashmi Baig Gilani Cheema Rizvi Awan Memon",
    ),
    "EG": (
        "Ahmed Mona Mahmoud Heba Karim Nermine Tarek Dina Sherif Rania Hany Salma Amr Yasmine Ashraf Marwa",
        "Mansour Fawzy Shaker Ramadan Gaber Sobhy Hegazy Abdelaziz Naguib Zaki Farag Metwally Elsayed Shawky Badawy Morsi",
    ),
    "SY": (
        "Hasan Rima Samir Lina Bassel Hala Omar Maya Fadi Nour Yazan Rana Khaled Dima Wael Sawsan",
        "Haddad Khoury Darwish Kabbani Sabbagh Najjar Hariri Shami Halabi Jaber Qassem Masri Azzam Barakat Sayegh Attar",
    ),
    "IR": (
        "Reza Maryam Hossein Zahra Amir Narges Mehdi Shirin Behrouz Parisa Farhad Leila Kamran Nasrin Saeed Azadeh",
        "Rezaei Hosseini Karimi Moradi Rahimi Ebrahimi Kazemi Jafari Sadeghi Norouzi Tehrani Shirazi Ghorbani Akbari Bagheri Yazdani",
    ),
    "RU": (
        "Dmitri Anna Sergei Olga Alexei Natalia Mikhail Elena Andrei Tatiana Pavel Irina Nikolai Svetlana Igor Marina",
        "Smirnov Kuznetsov Sokolov Lebedev Kozlov Novikov Morozov Volkov Solovyov Vasiliev Zaitsev Pavlov Semenov Golubev Vinogradov Bogdanov",
    ),
    "CN": (
        "Xiaoming Lihua Guodong Meiling Jianjun Yanfang Zhiqiang Xiuying Haibo Yuting Weiguo Hongmei Tianyu Jingjing Bolin Ruixue",
        "Wang Zhang Liu Chen Yang Zhao Huang Zhou Wu Xu Sun Hu Zhu Gao Lin He Guo Luo",
    ),
    "KR": (
        "Min-jun Seo-yeon Ji-hoon Hye-jin Dong-hyun Eun-ji Sung-min Soo-jin Jae-won Yu-na Tae-yang Ha-eun Joon-ho Mi-kyung",
        "Kim Lee Park Choi Jung Kang Cho Yoon Jang Lim Han Shin Seo Kwon Hwang Ahn",
    ),
    "NG": (
        "Chinedu Ngozi Emeka Adaeze Oluwaseun Funmilayo Babatunde Yetunde Ifeanyi Chioma Musa Amina Tunde Bukola Ibrahim Halima",
        "Okafor Adeyemi Eze Balogun Nwosu Okonkwo Adebayo Bello Abubakar Ogunleye Danjuma Obi Afolabi Nnamdi Lawal Onyekachi",
    ),
    "KE": (
        "Wanjiku Kamau Achieng Otieno Njeri Mwangi Akinyi Kipchoge Wambui Barasa Chebet Mutua Nafula Kiprono Moraa Juma",
        "Kariuki Odhiambo Kimani Wekesa Cheruiyot Njoroge Owino Maina Nyambura Koech Mutiso Ochieng Githinji Rotich Onyango Muthoni",
    ),
    "ID": (
        "Budi Siti Agus Dewi Andi Rina Bambang Sri Hendra Wati Joko Ratna Eko Yuni Dian Putri",
        "Santoso Wijaya Susanto Hidayat Nugroho Setiawan Gunawan Kusuma Saputra Lestari Wibowo Pratama Hartono Suryadi Rahmawati Permana",
    ),
    "TR": (
        "Mehmet Ayşe Mustafa Fatma Emre Zeynep Burak Elif Serkan Merve Hakan Esra Cem Selin Oğuz Derya",
        "Yılmaz Kaya Demir Şahin Çelik Yıldız Aydın Öztürk Arslan Doğan Kılıç Aslan Çetin Koç Kurt Özdemir",
    ),
    "PH": (
        "Maricel Jomar Rosalinda Reynaldo Cristina Rodel Analyn Danilo Marites Ernesto Jocelyn Arnel Rowena Edgardo Liezl Noel",
        "Dela Cruz|Bautista|Villanueva|Santiago|Mercado|Aquino|Pascual|Tolentino|Salvador|Magsaysay|Dimaculangan|Evangelista|Panganiban|Lacson",
    ),
    "JP": (
        "Haruto Yui Takashi Keiko Kenji Naoko Hiroshi Yumi Satoshi Akiko Daisuke Emi Kazuo Mariko Shota Rie",
        "Sato Suzuki Takahashi Tanaka Watanabe Ito Yamamoto Nakamura Kobayashi Kato Yoshida Yamada Sasaki Matsumoto Inoue Kimura",
    ),
    "VN": (
        "Minh Hoa Tuan Lan Hung Thuy Duc Mai Quang Linh Khanh Huong Phuc Trang Long Ngoc",
        "Nguyen Tran Le Pham Hoang Phan Vu Dang Bui Do Ngo Duong Ly Trinh Dinh Cao",
    ),
}  # fmt: skip
"""Country → given names, family names; parted by spaces, or by bars where one holds a space."""

PUBLIC_FIGURES = (
    "Angela Merkel|DE;Emmanuel Macron|FR;François Hollande|FR;Nicolas Sarkozy|FR;Olaf Scholz|DE;"
    "Boris Johnson|GB;Theresa May|GB;David Cameron|GB;Tony Blair|GB;Gordon Brown|GB;Rishi Sunak|GB;"
    "Barack Obama|US;Joe Biden|US;Hillary Clinton|US;Bill Clinton|US;John Kerry|US;Jimmy Carter|US;"
    "Justin Trudeau|CA;Stephen Harper|CA;Jacinda Ardern|NZ;John Key|NZ;Julia Gillard|AU;Kevin Rudd|AU;"
    "Scott Morrison|AU;Anthony Albanese|AU;Narendra Modi|IN;Manmohan Singh|IN;Sonia Gandhi|IN;"
    "Shinzo Abe|JP;Fumio Kishida|JP;Yoshihide Suga|JP;Moon Jae-in|KR;Park Geun-hye|KR;Lee Myung-bak|KR;"
    "Joko Widodo|ID;Susilo Bambang Yudhoyono|ID;Megawati Sukarnoputri|ID;Lee Hsien Loong|SG;Goh Chok Tong|SG;"
    "Mahathir Mohamad|MY;Anwar Ibrahim|MY;Benigno Aquino|PH;Gloria Macapagal Arroyo|PH;Corazon Aquino|PH;"
    "Sheikh Hasina|BD;Khaleda Zia|BD;Ranil Wickremesinghe|LK;Imran Khan|PK;Shehbaz Sharif|PK;Benazir Bhutto|PK;"
    "Ashraf Ghani|AF;Hamid Karzai|AF;Abdullah Abdullah|AF;Hassan Rouhani|IR;Mohammad Khatami|IR;"
    "Mohammad Javad Araghchi|IR;Haider al-Abadi|IQ;Nouri al-Maliki|IQ;Barham Salih|IQ;Mustafa al-Kadhimi|IQ;"
    "Abdel Fattah el-Sisi|EG;Mohamed ElBaradei|EG;Amr Moussa|EG;Boutros Boutros-Ghali|EG;Sameh Shoukry|EG;"
    "Beji Caid Essebsi|TN;Moncef Marzouki|TN;Kais Saied|TN;Rached Ghannouchi|TN;Abdelaziz Bouteflika|DZ;"
    "Abdelmadjid Tebboune|DZ;Saad Hariri|LB;Fouad Siniora|LB;Najib Mikati|LB;Michel Suleiman|LB;"
    "Mahmoud Abbas|PS;Salam Fayyad|PS;Saeb Erekat|PS;Yitzhak Rabin|IL;Shimon Peres|IL;Tzipi Livni|IL;"
    "Ellen Johnson Sirleaf|LR;George Weah|LR;Nelson Mandela|ZA;Thabo Mbeki|ZA;Cyril Ramaphosa|ZA;Desmond Tutu|ZA;"
    "Uhuru Kenyatta|KE;William Ruto|KE;Raila Odinga|KE;Mwai Kibaki|KE;Wangari Maathai|KE;Muhammadu Buhari|NG;"
    "Goodluck Jonathan|NG;Olusegun Obasanjo|NG;Ngozi Okonjo-Iweala|NG;Amina Mohammed|NG;Kofi Annan|GH;"
    "John Mahama|GH;Nana Akufo-Addo|GH;Macky Sall|SN;Abdoulaye Wade|SN;Alassane Ouattara|CI;Paul Kagame|RW;"
    "Yoweri Museveni|UG;Abiy Ahmed Ali|ET;Hailemariam Desalegn|ET;Samia Suluhu Hassan|TZ;Jakaya Kikwete|TZ;"
    "Joyce Banda|MW;Lazarus Chakwera|MW;Hage Geingob|NA;Seretse Khama Ian Khama|BW;Mokgweetsi Masisi|BW;"
    "Luiz Inácio Lula da Silva|BR;Dilma Rousseff|BR;Fernando Henrique Cardoso|BR;Marina Silva|BR;"
    "Michelle Bachelet|CL;Sebastián Piñera|CL;Gabriel Boric|CL;Ricardo Lagos|CL;Mauricio Macri|AR;"
    "Cristina Fernández de Kirchner|AR;Alberto Fernández|AR;Juan Manuel Santos|CO;Iván Duque Márquez|CO;"
    "Gustavo Petro|CO;Álvaro Uribe Vélez|CO;Ollanta Humala|PE;Alan García|PE;Evo Morales|BO;Rafael Correa|EC;"
    "Enrique Peña Nieto|MX;Felipe Calderón|MX;Vicente Fox|MX;Claudia Sheinbaum|MX;Ernesto Zedillo|MX;"
    "Óscar Arias Sánchez|CR;Laura Chinchilla|CR;Luis Guillermo Solís|CR;Nayib Bukele|SV;José Mujica|UY;"
    "Tabaré Vázquez|UY;Mia Mottley|BB;Portia Simpson-Miller|JM;Andrew Holness|JM;Ban Ki-moon|KR;"
    "António Guterres|PT;Aníbal Cavaco Silva|PT;José Manuel Barroso|PT;Mariano Rajoy|ES;Pedro Sánchez|ES;"
    "José Luis Rodríguez Zapatero|ES;Felipe González|ES;Mario Draghi|IT;Matteo Renzi|IT;Romano Prodi|IT;"
    "Enrico Letta|IT;Giorgia Meloni|IT;Alexis Tsipras|GR;Kyriakos Mitsotakis|GR;George Papandreou|GR;"
    "Mark Rutte|NL;Wim Kok|NL;Charles Michel|BE;Herman Van Rompuy|BE;Guy Verhofstadt|BE;Jean-Claude Juncker|LU;"
    "Sanna Marin|FI;Tarja Halonen|FI;Martti Ahtisaari|FI;Alexander Stubb|FI;Stefan Löfven|SE;Carl Bildt|SE;"
    "Magdalena Andersson|SE;Erna Solberg|NO;Jens Stoltenberg|NO;Gro Harlem Brundtland|NO;Mette Frederiksen|DK;"
    "Helle Thorning-Schmidt|DK;Lars Løkke Rasmussen|DK;Katrín Jakobsdóttir|IS;Leo Varadkar|IE;Mary Robinson|IE;"
    "Enda Kenny|IE;Donald Tusk|PL;Lech Wałęsa|PL;Bronisław Komorowski|PL;Václav Havel|CZ;Petr Pavel|CZ;"
    "Zuzana Čaputová|SK;Viktor Orbán|HU;Klaus Iohannis|RO;Traian Băsescu|RO;Rumen Radev|BG;Irina Bokova|BG;"
    "Borut Pahor|SI;Kolinda Grabar-Kitarović|HR;Zoran Milanović|HR;Aleksandar Vučić|RS;Boris Tadić|RS;"
    "Edi Rama|AL;Zoran Zaev|MK;Atifete Jahjaga|XK;Dalia Grybauskaitė|LT;Gitanas Nausėda|LT;Kaja Kallas|EE;"
    "Toomas Hendrik Ilves|EE;Vaira Vīķe-Freiberga|LV;Volodymyr Zelenskyy|UA;Petro Poroshenko|UA;"
    "Yulia Tymoshenko|UA;Maia Sandu|MD;Salome Zourabichvili|GE;Mikheil Saakashvili|GE;Nikol Pashinyan|AM;"
    "Ilham Aliyev|AZ;Nursultan Nazarbayev|KZ;Kassym-Jomart Tokayev|KZ;Shavkat Mirziyoyev|UZ;Sooronbay Jeenbekov|KG;"
    "Mikhail Gorbachev|RU;Boris Yeltsin|RU;Alexei Navalny|RU;Boris Nemtsov|RU;Hu Jintao|CN;Wen Jiabao|CN;"
    "Jiang Zemin|CN;Li Keqiang|CN;Tsai Ing-wen|TW;Ma Ying-jeou|TW;Recep Tayyip Erdoğan|TR;Abdullah Gül|TR;"
    "Ahmet Davutoğlu|TR;Nguyễn Xuân Phúc|VN;Aung San Suu Kyi|MM;Thein Sein|MM;Hun Sen|KH;Prayut Chan-o-cha|TH;"
    "Yingluck Shinawatra|TH;Abhisit Vejjajiva|TH;Xanana Gusmão|TL;José Ramos-Horta|TL;Frank Bainimarama|FJ;"
    "Peter O'Neill|PG;Anote Tong|KI;Mohamed Nasheed|MV;Ibrahim Mohamed Solih|MV;Lotay Tshering|BT"
)  # fmt: skip
"""People in public office, by name and country; none of them is on the lists used here."""


def ordinary_names() -> dict[str, tuple[list[str], list[str]]]:
    """Country → (given names, family names)."""
    return {
        country: tuple(
            [part.strip() for part in text.split("|" if "|" in text else " ")] for text in pair
        )
        for country, pair in CULTURES.items()
    }


def public_figures() -> list[tuple[str, str]]:
    """(name, country)."""
    return [tuple(each.split("|")) for each in PUBLIC_FIGURES.split(";")]
