"""Where an idea came from, in the words of files."""

from functools import lru_cache

from shared.portfolio.codes import Source
from tenants.imports.reading.folding import fold

WORDS = {
    Source.EMPLOYEE: """employee,employees,staff,internal,worker,medarbetare,anställd,anställda,personal,internt,
    intern,ansatt,
        medarbeider,medarbejder,ansat,työntekijä,henkilöstö,henkilökunta,mitarbeiter,mitarbeitende,beschäftigte,
        employé,agent,
        personnel,empleado,empleada,trabajador,personal interno,dipendente,personale,funcionário,trabalhador,
        medewerker,werknemer,
        pracownik,zaměstnanec,zamestnanec,alkalmazott,angajat,zaposlenik,zaposleni,töötaja,darbinieks,darbuotojas,
        служител,сотрудник,
        працівник,εργαζόμενος""",
    Source.RESIDENT: """resident,residents,citizen,citizens,public,inhabitant,user,invånare,medborgare,
    medborgarförslag,boende,
        allmänhet,allmänheten,innbygger,borger,asukas,kuntalainen,kansalainen,bürger,bürgerin,einwohner,anwohner,
        habitant,citoyen,
        citoyenne,usager,ciudadano,ciudadana,vecino,vecina,ciudadanía,cittadino,cittadina,residente,cidadão,
        munícipe,inwoner,burger,
        mieszkaniec,obywatel,občan,obyvateľ,lakos,polgár,cetățean,locuitor,građanin,občan,elanik,iedzīvotājs,
        gyventojas,жител,
        гражданин,житель,громадянин,πολίτης,κάτοικος""",
    Source.CONTACT_CENTRE: """contact centre,contact center,call centre,call center,customer service,helpdesk,phone,
    telephone,
        kundcenter,kontaktcenter,medborgarservice,servicecenter,växel,telefon,samtal,kundeservice,borgerservice,
        servicetorg,
        asiakaspalvelu,neuvonta,puhelin,bürgerservice,bürgerbüro,kundenservice,servicestelle,accueil,
        centre d'appels,téléphone,
        atención ciudadana,oficina de atención,teléfono,sportello,call center,urp,telefono,atendimento,
        klantcontactcentrum,
        klantenservice,telefoon,infolinia,biuro obsługi,telefonicznie,call centrum,ügyfélszolgálat,кол център,
        телефон""",
    Source.SURVEY: """survey,questionnaire,poll,form,enkät,enkat,undersökning,formulär,medborgarundersökning,
    spørreundersøkelse,
        spørgeskema,undersøgelse,kysely,lomake,umfrage,befragung,fragebogen,formular,sondage,enquête,questionnaire,
        formulaire,
        encuesta,cuestionario,formulario,sondaggio,questionario,modulo,inquérito,questionário,formulário,enquête,
        vragenlijst,
        ankieta,formularz,dotazník,dotaznik,kérdőív,chestionar,sondaj,anketa,küsitlus,aptauja,apklausa,анкета,опрос,
        опитування,
        ερωτηματολόγιο""",
    Source.MEETING: """meeting,workshop,event,dialogue,assembly,hearing,möte,workshop,medborgardialog,dialog,träff,
    dialogmöte,
        arbetsplatsträff,apt,møte,møde,folkemøte,borgermøde,verksted,kokous,työpaja,tapaaminen,asukasilta,sitzung,
        versammlung,
        veranstaltung,réunion,atelier,assemblée,rencontre,reunión,taller,asamblea,encuentro,riunione,incontro,
        assemblea,laboratorio,
        reunião,assembleia,oficina,bijeenkomst,vergadering,overleg,spotkanie,warsztat,warsztaty,zebranie,schůze,
        setkání,stretnutie,
        találkozó,ülés,întâlnire,ședință,sastanak,sestanek,koosolek,sanāksme,susitikimas,среща,събрание,встреча,
        собрание,зустріч,
        συνάντηση""",
    Source.IMPORT: "import,imported,importerad,importert,migration,tuonti,importé,importado,importato",
}
BY_WORD = {fold(word): source for source, words in WORDS.items() for word in words.split(",") if word.strip()}


@lru_cache(maxsize=1024)
def known_source(*, text: str) -> Source | None:
    """The code for what a file calls a source; None where no word of it is known."""
    if len(text) > 60:
        return None
    folded = fold(text)
    if folded.replace(" ", "_") in Source:
        return Source(folded.replace(" ", "_"))
    if folded in BY_WORD:
        return BY_WORD[folded]
    return next((source for word, source in BY_WORD.items() if len(word) > 3 and f" {word} " in f" {folded} "), None)
