"""Given names common in many places, written for this project."""

from __future__ import annotations

from functools import lru_cache

# Names that are hardly ever anything else in a medical question.
_PLAIN = """
    aaliyah aaron abdul abdullah abebe abena abigail abiodun abraham achieng adaeze adam adamu
    adebayo adelaide adele aditya adrian adriana agnes agnieszka agus ahmad ahmed aidan aileen
    aino aisha akash akiko akosua alan alana albert alberto alejandra alejandro aleksander
    alessandro alex alexander alexandra alexis alfie alfonso alfred ali alice alicia alina
    alison allison alma almaz amaka amanda amara amelia amina aminata amir amit amy ana
    anastasia anders andre andrea andreas andrei andrew andy angela angelica angelina anil
    anita anjali anjum anke ann anna annabelle anne annelise annette annie anthony anton
    antonia antonio anya aoife archie ariana arjun armando arnold arthur arturo arun arvind
    asha ashley ashok astrid audrey aurelie aurora ayesha ayse ayumi baptiste barbara barnaby
    barry bartholomew beatrice beatriz becky ben benjamin benoit bernadette bernard bernardo
    bernice beth bethany betty beverly bianca bilal birgit bjorn blanca bob bobbie bobby
    bogdan bohumil bola bonnie boris brad bradley brandon branka brenda brendan brent brett
    brian bridget brigitte brittany bronwyn bruce bruno bryan budi burak caitlin caleb callum
    calvin cameron camille camilo carl carla carlos carmen carol caroline carolyn carrie casey
    cassandra catalina catherine cathy cecilia cedric celeste celia cesar chandra charlene
    charles charlie chelsey cheryl chiara chidi chinedu chioma chloe chris christina christine
    christopher ciara cindy claire clara clarence claudia claudio clayton clement clementine
    clifford clinton clive clothilde colin colleen connie connor conrad constance consuelo
    corey cormac cornelius courtney cressida cristina curtis cynthia dafydd dagmar dan dana
    daniel daniela danielle danny daphne darius darla darlene darnell darrell darren david
    dawn deborah debra declan deepa deepak deepika deirdre delroy denise dennis derek desmond
    dewi diana diane diego dieter dimitri dina dinesh divya dmitri dolores dominic dominique
    don donald donna dora doreen doris dorothy douglas dragan duncan dylan ebony eddie edgar
    edith edmund eduardo edward edwin efua eileen eilidh elaine eleanor elena eleni eli elias
    elif elijah elisa elisabeth elise eliza elizabeth ellen ellie elliot elodie eloise elsa
    elsie emeka emil emilia emilio emily emma emmanuel emre enrique eoin eric erica erik erika
    ernest ernestine ernesto esmeralda esperanza estella estelle esther ethan ethel etienne
    eugene eunice eunji eva evan evelyn ezra fabian farah farhad farid fatima fatma fatou
    felicia felipe felix femi fergus fernanda fernando fiona flora folake frances francesca
    francesco francis francisco franz fred freda freddie frederick freya friederike friedrich
    fumiko funmi gabriel gabriela gabriella gail gareth gary gaspard gavin geeta gemma
    genevieve geoffrey george georgina gerald geraldine gerard gerardo gertrude giacomo gianna
    gilberto giles gina giovanni giuseppe gladys gloria gonzalo goran gordon greg gregory
    greta gretchen griselda guadalupe gudrun guillermo gunnar gunther gurpreet gustavo gwen
    gwendolyn gwyneth hailu hakan hamish hamza hanna hannah hans harold harpreet harriet harry
    haruto hassan hector heidi heike heinrich helen helena helga henrietta henrik henry
    herbert hilary hilda hillary hina hiroshi holly horace hortense howard hubert hugh hugo
    huong hussein hyejin ian ibrahim ibrahima ichiro ifeoma ignacio igor ilse imani imogen
    imran ines ingrid ioana irena irene irina isaac isabel isabella isabelle isaiah ismael
    itzel ivan ivana ivanka jackie jacob jacqueline jacques jada jaime jake jamal james jamie
    jan jana jane janet janice janine jared jasmine jason jaspreet javier jay jayden jeanette
    jeff jeffrey jelena jenna jennifer jenny jeremiah jeremy jerome jerry jesse jessica jesus
    jiho jihoon jill jim jimmy jin jing jiri joan joana joanna joanne joao joaquin jochen
    jodie joe joel johan johanna johannes john johnny jolene jon jonas jonathan joost jorg
    jorge jose josef joseph josephina josephine josh joshua joyce juan juanita judith judy
    jukka julia julian juliana julie juliet julio juma jun jurgen justin justine kagiso
    kaitlyn kaito kamala kamau karen karim karina karl karla katarina kate katelyn katerina
    kateryna katherine kathleen kathryn kathy katie katrina kavita kayla kayleigh kazuki
    keeley keiko keisha keith kelvin kemi ken kenji kenneth kenny kerry kerstin kevin khadija
    khalid kiara kim kimberly kirsten klaus kofi kojo krishna kristen kristin kristina
    krzysztof kumiko kurt kwabena kwame kyle ladonna lakshmi laleh lalita lamar lance larissa
    larry lars laszlo latisha latoya laura lauren laurence laurent lawrence layla leah leandro
    leif leila lena lennart leon leonard leonardo leopold lerato leroy leslie leticia lewis
    leyla liam lidia lilian liliana lillian linda lindsay lindsey linh lionel lisa liz lizzie
    lloyd lois lorenzo loretta lorraine louis louisa louise luca lucas lucia lucille lucy
    ludmila luigi luis luisa luke luz lydia lyle lynn mabel mackenzie madeleine madeline magda
    magdalena mahmoud makena malcolm malik mamadou mandy manish manon manpreet manuel marc
    marcel marcela marcia marco marcus margaret margarita margaux margot marguerite maria
    mariam marian mariana marianne marie marilyn marina mario marisa marisol marjorie marlene
    marta martha martin martina marvin mary maryam masako masaru mateo mateusz mathilde matias
    matilda matteo matthew matthias maureen maurice mauricio mavis maxine maya megan mehdi
    mehmet mei melanie melinda melissa melody mercedes meredith mia michael michele michelle
    miguel mihai mika mikael mike mikhail milan mildred milos milton mina minh minjun miranda
    mirela miriam mitchell mohamed mohammad mohammed moira mona monica monique moses moussa
    muhammad mukesh murat muriel mustafa mykola myra myrtle nadeem nadia nadine nadja nancy
    naoki naomi nasreen nasrin natalia natalie natasha nathan nathaniel neema neha neil nelson
    ngozi nguyet nia niamh nicholas nicola nicolas nicole nigel nikhil nikola nikolai nikos
    nils nina njeri nnamdi noah noel noelle noemi nomsa noreen noriko norma norman nuria nurul
    obinna octavia oisin oksana olaf oleg olena olga oliver olivia olivier olusegun omar
    orlando oscar oskar osvaldo otieno otis ottilie otto ousmane owen pablo padma paige paloma
    pamela paola paolo parisa parveen pascal patricia patrick patty paul paula pauline paulo
    pavel pedro peggy pekka penelope penny percy perry peter petra petro phil philip philippa
    phillip phoebe phuong phyllis pierre piers pilar piotr polly pooja pradeep prakash preeti
    priscilla priya putri qiang rachel rachelle radha radu rafael rahul rainer raj rajesh
    rakesh ralph ramesh ramon randall randy raphael raquel rashid raul ravi raymond rebecca
    regina reginald rekha remedios renata rene renee reuben reza rhonda rhys ricardo riccardo
    richard rick ricky riitta rita robert roberta roberto robin rochelle rocio roderick rodney
    rodolfo rodrigo roger roland rolf roman romeo ron ronald ronnie rosa rosalia rosalie
    rosalind rosario rosie rowena roxanne roy ruben rudolf rudy rukhsana rumbidzai rupert ruth
    ryan sabine sabrina sade sadie saeed sajid sakura sally salma salvador salvatore sam
    samantha samir samira samuel sandeep sandra sandy sanjay santiago saoirse sara sarah saul
    sean sebastian segun selam selena selin selma seojun serena sergei sergio seth shabana
    shane shania shanice shannon shanti sharon shaun sheila shelby sheldon shelley sheryl
    shirin shirley sidney siegfried sigrid sigurd silke silvia simon simone sinead siobhan
    sioned sipho siriporn siti sneha sofie solomon solveig somchai sonia sonja soojin sophia
    sophie sota spencer stacey stacy stanislav stanley stefan stefano steffi stephanie stephen
    steve steven stoyan stuart subhash sunil sunita suresh susan susana susanna susanne
    suzanne suzuki sven svetlana sybil sylvain sylvia tabitha tadashi tafadzwa tahir takeshi
    tamara tamika tamsin tamsyn tanguy tanisha tanya tapio tara taras tariq tasha tatiana ted
    tendai teresa terrence terry tesfaye tessa thabo thea thelma theo theodora theodore
    theresa thiago thibault thomas thuy tiffany tigist tim timothy tina tobias todd tom tomas
    tommy tomoko tomos toni tony torsten tracey tracy travis trevor trisha tristan troy tuan
    tunde tyler tyrone uche ulrich ulrike umar ursula usman uwe vaclav valentina valeria
    valerie vanessa vasyl velma vera vernon veronica vicky victor vijay vikram vincent
    vincenzo vinod viola vivek vivian vladimir vuk wade walter wanda wanjiru warren wayan
    wayne wei wendy werner wilbur wilfred wilhelm willa willem william willie wilma winifred
    winston wolfgang xavier xiaoli xiaoming ximena xochitl yan yaroslav yasir yetunde
    yevgenia yildiz yolanda yosef yuki yumi yuna yuri yusuf yuto yvette yvonne zachary zahra
    zainab zanele zara zdenek zeynep zoe zofia zoltan zoran
"""
# Names that are words, months, places, medicines or eponyms, too.
_DOUBLE = """
    addison alexa allen amber angel april aria arlo art asia august austin avery basil bell bill
    bishop blake brooke brooklyn camila carolina carter chad charlotte chase chelsea christian clay
    cliff cooper craig crystal daisy dakota dale dallas dean dick drew duke earl ella emery
    errin faith felicity florence frank gene georgia gilbert ginger glen glenn grace graham grant
    guy hailey harvey hazel heather hope houston hunter india iris israel ivy jack jade
    jasper jean jordan joy june kelly kennedy kenya lane leo lily logan lynch madison mark marshall
    mason max may mercy miles morgan murphy myles nikki nora norm olive opal paris parker pat
    pearl phoenix portia prince ray reed reese rex rich riley rob rose rosemary ruby russell sage
    savannah sharp sofia sol stella sterling stewart sue summer sunny sydney tanner taylor trinity
    turner van victoria violet virginia wallace ward wells west will wilson yasmin yasmine york
    poppy isla demi kiran meena jun ling hui hong ming fang jian ying
"""


@lru_cache(maxsize=1)
def plain_names() -> frozenset[str]:
    """Lower-case given names that tell a person by themselves."""
    return frozenset(_PLAIN.split())


@lru_cache(maxsize=1)
def double_names() -> frozenset[str]:
    """Lower-case given names that tell a person only beside other signs."""
    return frozenset(_DOUBLE.split())
