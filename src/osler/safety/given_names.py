"""Given names common in many places, written for this project."""

from __future__ import annotations

from functools import lru_cache

# Names that are hardly ever anything else in a medical question.
_PLAIN = """
    aaliyah aaron abdul abdullah abigail abraham adaeze adam adamu adebayo adele aditya adrian
    adriana agnes agnieszka ahmad ahmed aidan aileen aisha akash akiko alan alana albert
    alberto alejandra alejandro aleksander alessandro alex alexander alexandra alexis alfonso
    alfred ali alice alicia alina alison allison alma amanda amara amelia amina amir amit amy
    ana anastasia anders andre andrea andreas andrei andrew andy angela angelica angelina anil
    anita anjali ann anna annabelle anne annette annie anthony anton antonia antonio anya
    archie ariana arjun armando arnold arthur arturo arun asha ashley astrid audrey aurora
    ayesha ayumi barbara barry bartholomew beatrice beatriz becky ben benjamin bernadette
    bernard bernardo bernice beth bethany betty beverly bianca blanca bob bobby bogdan bonnie
    boris brad bradley brandon brenda brendan brent brett brian bridget brigitte brittany
    bruce bruno bryan caitlin caleb callum calvin cameron camille carl carla carlos carmen
    carol caroline carolyn carrie casey cassandra catalina catherine cathy cecilia cedric
    celeste celia cesar chandra charlene charles charlie chelsey cheryl chiara chinedu chloe
    chris christina christine christopher cindy claire clara clarence claudia claudio clayton
    clement clifford clinton clive colin colleen connie connor conrad constance corey
    cornelius courtney cristina curtis cynthia dagmar dan dana daniel daniela danielle danny
    daphne darius darlene darnell darrell darren david dawn deborah debra deepak deepika
    deirdre delroy denise dennis derek desmond diana diane diego dieter dimitri dina dmitri
    dolores dominic dominique don donald donna dora doreen doris dorothy douglas duncan dylan
    ebony eddie edgar edith edmund eduardo edward edwin eileen elaine eleanor elena eleni eli
    elias elijah elisa elisabeth elise eliza elizabeth ellen ellie elliot elsa elsie emeka
    emil emilia emilio emily emma emmanuel enrique eric erica erik erika ernest ernesto
    esmeralda esperanza estelle esther ethan ethel eugene eunice eva evan evelyn ezra fabian
    farah fatima fatou felicia felipe felix fernanda fernando fiona flora folake frances
    francesca francesco francis francisco franz fred freda frederick freya friedrich fumiko
    gabriel gabriela gabriella gail gareth gary gavin gemma genevieve geoffrey george georgina
    gerald geraldine gerard gerardo giacomo gianna gilberto gina giovanni giuseppe gladys
    gloria gonzalo gordon greg gregory greta gretchen guadalupe guillermo gunther gustavo gwen
    gwendolyn hamza hanna hannah hans harold harriet harry hassan hector heidi heinrich helen
    helena helga henrietta henrik henry herbert hilary hilda hillary hiroshi holly horace
    howard hubert hugh hugo hussein ian ibrahim ichiro ifeoma igor ilse imani imran ines
    ingrid irena irene irina isaac isabel isabella isabelle isaiah ismael ivan ivana jackie
    jacob jacqueline jacques jada jaime jake jamal james jamie jan jana jane janet janice
    janine jared jasmine jason javier jay jayden jeanette jeff jeffrey jenna jennifer jenny
    jeremiah jeremy jerome jerry jesse jessica jesus jiho jill jim jimmy jin joan joana joanna
    joanne joaquin jodie joe joel johan johanna johannes john johnny jon jonas jonathan joost
    jorge jose josef joseph josephine josh joshua joyce juan juanita judith judy julia julian
    juliana julie juliet julio jun jurgen justin justine kaitlyn kamala karen karim karina
    karl karla katarina kate katelyn katerina kateryna katherine kathleen kathryn kathy katie
    katrina kavita kayla keiko keisha keith kelvin ken kenji kenneth kenny kerry kevin khadija
    khalid kiara kim kimberly kirsten klaus kofi krishna kristen kristin kristina krzysztof
    kurt kwame kyle ladonna lakshmi lamar lance larry lars laszlo latisha latoya laura lauren
    laurence lawrence layla leah leandro leila lena leon leonard leonardo leroy leslie leticia
    lewis liam lidia lilian liliana lillian linda lindsay lindsey lionel lisa liz lizzie lloyd
    lois lorenzo loretta lorraine louis louisa louise luca lucas lucia lucille lucy luigi luis
    luisa luke luz lydia lyle lynn mabel mackenzie madeleine madeline magda magdalena mahmoud
    malcolm malik mandy manuel marc marcel marcela marcia marco marcus margaret margarita
    margot marguerite maria mariam marian mariana marianne marie marilyn marina mario marisa
    marisol marjorie marlene marta martha martin martina marvin mary maryam masako mateo
    mateusz matilda matteo matthew matthias maureen maurice mauricio maxine maya megan mehmet
    mei melanie melinda melissa melody mercedes meredith mia michael michele michelle miguel
    mikael mike mikhail mildred milton mina minh miranda miriam mitchell mohamed mohammad
    mohammed moira mona monica monique moses muhammad muriel mustafa myra myrtle nadia nadine
    nancy naomi natalia natalie natasha nathan nathaniel neha neil nelson ngozi nia niamh
    nicholas nicola nicolas nicole nigel nikhil nikolai nikos nils nina noah noel noelle noemi
    norma norman nuria obinna octavia olaf oleg olena olga oliver olivia olusegun omar orlando
    oscar oskar osvaldo otis otto owen pablo padma paige pamela paola paolo pascal patricia
    patrick patty paul paula pauline pavel pedro peggy penelope penny percy perry peter petra
    phil philip philippa phillip phoebe phyllis pierre pilar piotr polly prakash preeti
    priscilla priya rachel rachelle rafael rahul rainer raj rajesh ralph ramon randall randy
    raphael raquel raul ravi raymond rebecca regina reginald rekha renata rene renee reuben
    rhonda ricardo riccardo richard rick ricky rita robert roberta roberto robin rochelle
    roderick rodney rodrigo roger roland rolf roman romeo ron ronald ronnie rosa rosalia
    rosalind rosario roxanne roy ruben rudolf rudy rupert ruth ryan sabine sabrina sadie saeed
    sakura sally salma salvador salvatore sam samantha samir samira samuel sandra sandy sanjay
    santiago sara sarah saul sean sebastian selena selma serena sergei sergio seth shane
    shanice shannon sharon shaun sheila shelby sheldon shelley sheryl shirin shirley sidney
    siegfried sigrid silvia simon simone sinead siobhan sofie solomon sonia sonja sophia
    sophie spencer stacey stacy stanislav stanley stefan stefano steffi stephanie stephen
    steve steven stuart subhash sunita suresh susan susana susanna susanne suzanne suzuki sven
    svetlana sybil sylvia tabitha tadashi takeshi tamara tamika tamsin tanisha tanya tara
    tariq tatiana ted teresa terrence terry tessa thea theo theodora theodore theresa thomas
    tiffany tim timothy tina tobias todd tom tomas tommy toni tony tracey tracy travis trevor
    trisha troy tyler tyrone ulrich ulrike umar ursula valentina valeria valerie vanessa vera
    vernon veronica vicky victor vijay vikram vincent vincenzo viola vivek vivian vladimir
    wade walter wanda warren wayne wei wendy werner wilbur wilfred wilhelm willa willem
    william willie winifred winston wolfgang xavier ximena yan yasir yolanda yosef yuki yuri
    yusuf yvette yvonne zachary zainab zara zeynep zoe zofia zoltan
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
"""


@lru_cache(maxsize=1)
def plain_names() -> frozenset[str]:
    """Lower-case given names that tell a person by themselves."""
    return frozenset(_PLAIN.split())


@lru_cache(maxsize=1)
def double_names() -> frozenset[str]:
    """Lower-case given names that tell a person only beside other signs."""
    return frozenset(_DOUBLE.split())
