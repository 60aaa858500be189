import { stem } from './name-index.ts';

/**
 * Words that say how somebody asks and not what about, folded. Both languages are dropped on every page: a Brazilian
 * reader on the English site asks in either. What is also the name of a thing never stands here.
 */
const EN =
  'a about an and any are as at be been by can could do does did doing for from get gets had has have how i if in into ' +
  'is it its like me mean means my need of on onto please should show so some still tell than that the their them then ' +
  'there these they this those to too use used uses using want was we what whats when where which who whom whose why will ' +
  'with without work works would yet you your also between explain exist exists happen happens become becomes became tell ' +
  'give given need needs know called say says much many again really actually just only vs came come out inside outside before after each other another every';
const PT =
  'a ainda ao aos as assim com como da das de dela dele deles do dos e ela ele eles em entre era essa esse esta este eu ' +
  'existe existem faz fazer fica ficam foi funciona funcionam ha isso isto ja la lhe mais mas me mesmo meu minha na nao nas ' +
  'nem no nos o onde os ou para pela pelo pelas pelos por pra pro qual quais quando quanto quantos que quem quero sao se sem ' +
  'ser serve servem seu sua significa sobre so tem ter todo todos tudo um uma umas uns usa usam usar uso vai voce explique ' +
  'acontece roda rodam preciso posso pode podem diz quer dizer sabe chama chamado chamada vale pena virou vira ' +
  'tornou torna muito muitos muita muitas mesma realmente apenas entao ai verdade fato saiu sair caso quer dentro fora antes depois cada outro outra outros outras qualquer';

/** With and without what looks like the ending of a plural (`this`, `antes`): texts are compared by their stems. */
export const STOP_WORDS: ReadonlySet<string> = new Set(`${EN} ${PT}`.split(' ').flatMap((word) => [word, stem(word)]));

/** A question that holds one of these asks for a port's row. */
export const PORT_WORDS: ReadonlySet<string> = new Set(
  'port ports porta portas listen listens listening escuta escutam ouve range ranges intervalo faixa'.split(' '),
);

/** A question that holds one of these asks for a place in the file system. */
export const PATH_WORDS: ReadonlySet<string> = new Set(
  'socket sockets soquete path paths caminho endpoint pipe'.split(' '),
);

/** A question that holds one of these puts things side by side. They say nothing else and are not looked for. */
export const COMPARE_ONLY: ReadonlySet<string> = new Set(
  'vs versus x difference differences differ differs compare compared comparison diferenca diferencas difere diferem comparar comparado comparacao'.split(
    ' ',
  ),
);

/** Words that ask something about a thing: its state, its age, its picture. They count less than what it is called. */
export const QUALIFIERS: ReadonlySet<string> = new Set(
  (
    'kubernetes k8s deprecated deprecation removed removal supported support dead alive obsolete archived retired maintained ' +
    'abandoned discontinued replaced changed change changes status state history version versions release date year old new ' +
    'current latest eol example examples list default number standard works working purpose job role definition meaning ' +
    'explained overview introduction basics summary released launched launch ' +
    'descontinuado descontinuada descontinuou depreciado depreciada removido removida remocao suportado suportada suporte ' +
    'morreu morto acabou obsoleto obsoleta arquivado arquivada encerrado encerrada mantido mantida abandonado abandonada ' +
    'substituido substituida mudou mudanca mudancas estado situacao historia historico versao versoes ano antigo novo ' +
    'lancado lancada lancou lancamento surgiu nasceu atual exemplo exemplos lista padrao numero funcao papel definicao significado conceito resumo explicacao introducao'
  ).split(' '),
);

/** A question that holds one of these asks whether something still holds: the thing itself, then what was said of it. */
export const STATE_WORDS: ReadonlySet<string> = new Set(
  (
    'still supported support deprecated deprecation removed removal dead alive archived retired maintained abandoned ' +
    'discontinued obsolete anymore replaced eol ' +
    'ainda suportado suportada suporte descontinuado descontinuada depreciado removido removida remocao morreu morto acabou ' +
    'obsoleto obsoleta arquivado arquivada encerrado encerrada mantido mantida abandonado abandonada substituido substituida'
  ).split(' '),
);

/** A question that holds one of these asks for a date: events, and what changed since. */
export const WHEN_WORDS: ReadonlySet<string> = new Set(
  (
    'when since year date changed released release launched launch quando desde ano mudou ' +
    'mudanca mudancas lancado lancada lancou lancamento saiu surgiu nasceu'
  ).split(' '),
);

/**
 * Every page of a kind has the same sections, and a question often says which of them it asks for in words that are in no
 * text: what happens when something stops, how it works, how one sees that it runs. Ids of sections, and those words.
 */
export const SECTION_WORDS: readonly (readonly [ids: string, words: string])[] = [
  [
    'without-it if-missing trouble',
    'stop stops stopped down die dies died crash crashes crashed crashing crashloopbackoff break breaks broken broke missing lost lose happens happen ' +
      'fail fails failed failing failure error errors cannot cant refused unreachable unavailable stuck pending notready unhealthy timeout ' +
      'cai caiu cair morre morreu morrer parar parou parado falha falham falhou falhando quebra quebrou quebrar acontece falta faltar faltando perder perdeu ' +
      'erro erros preso presa travado travada recusada recusado indisponivel consegue consigo',
  ],
  [
    'how-it-works',
    'work works flow step steps process inside internally funciona funcionam fluxo passo passos etapas processo dentro',
  ],
  ['role why', 'role responsible job purpose does papel funcao serve servem faz fazem responsavel tarefa trabalho'],
  [
    'why what-it-is problem',
    'why exist exists reason benefit benefits advantage advantages porque existe existem motivo razao vantagem vantagens beneficios',
  ],
  ['ports sockets', 'port ports porta portas listen listens listening escuta escutam socket sockets soquete'],
  [
    'check',
    'check verify see list show inspect test command running verificar checar ver listar mostrar testar comando conferir descobrir rodando',
  ],
  [
    'history status ended archived',
    'still supported support deprecated deprecation removed removal dead archived retired maintained abandoned discontinued obsolete replaced history when since changed ' +
      'ainda suportado suportada descontinuado descontinuada removido removida remocao morreu obsoleto obsoleta arquivado arquivada mantido mantida abandonado substituido historia quando desde mudou',
  ],
  [
    'talks-to who-calls-whom',
    'talk talks communicate communicates connects calls fala falam conversa conversam comunica comunicam conecta chama',
  ],
  [
    'configuration',
    'configure configured config configuration setting settings flag flags file configurar configurado configuracao arquivo parametro',
  ],
  [
    'choose choosing how-to-choose choice trade-offs',
    'choose better best should recommended escolher melhor devo recomendado',
  ],
];
