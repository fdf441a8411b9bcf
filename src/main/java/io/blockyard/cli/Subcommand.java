package io.blockyard.cli;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import picocli.CommandLine;

/**
 * What {@code blockyard --help} lists, in the order in which one would use it. Only the command that is asked for is
 * ever loaded, which keeps each of them fast to start; the others are known by name and sentence.
 */
enum Subcommand {
    START("Start the portal and serve until Ctrl-C or SIGTERM."),
    BACKUP("Write a data folder to one file."),
    RESTORE("Bring a data folder back from a backup."),
    INSPECT("Show which zones of a project folder would become blocks. Needs no server."),
    SANDBOX("Serve a folder of projects over DSS's REST API, to try things on."),
    SOURCE("The DSS instances that Blockyard knows by name."),
    CRAWL("Read a project's zones into the catalog."),
    CRAWLS("List the last crawls."),
    SEARCH("Find blocks in the catalog."),
    SUGGEST("What a search could be completed to."),
    FACET("Find the values that a search can be narrowed by."),
    COLUMNS("Find blocks by the columns that they give and take."),
    MATCH("Find the blocks that serve a need in words."),
    ASK("What people say when they need a block."),
    EVALUATE("Measure how well needs find their blocks. Needs no server."),
    QUALITY("Measure how well needs find their blocks in the server's catalog."),
    GLOSSARY("The organisation's own words, by which needs are understood."),
    BLOCK("One block of the catalog."),
    ARTICLE("Read and write the wiki pages of blocks, and decide what a crawl could not merge."),
    COMPOSE("Wire blocks by their contracts into a configuration."),
    SOLUTION("Publish solutions, which are made of other blocks, and see what they hold."),
    VALIDATE("Say everything that is wrong with a configuration. Needs no server without --target."),
    PLAN("Show what a configuration would change. Needs no server without --target."),
    EXPORT_PROJECT("Write the project of a plan as a zip that DSS imports."),
    PLANS("List the plans that the server keeps."),
    APPROVE("Approve a plan, as it was read."),
    REJECT("Reject a plan."),
    APPLY("Apply an approved plan."),
    REVIEW_RULE("How plans for a target are reviewed."),
    DEPLOYMENT_RULE("What follows an apply to a target: a snapshot, looking for drift."),
    POLICY("Rules that plans have to keep."),
    LOCK("Projects that somebody holds, so that nobody else applies to them."),
    ENVIRONMENT("Named environments: what {{ env.NAME }} means on the server."),
    PROJECTS("List the deployed projects."),
    DRIFT("Show what was changed outside in a deployed project."),
    EXPORT_REGISTRY("Write the catalog as a tree of files. Needs no server."),
    CREDENTIAL("Where people left passwords, keys and tokens in crawled projects."),
    MIRROR("Places that the registry is copied to, and that edits come back from."),
    CLASSIFICATION("The rules that say which level and domain a zone has."),
    USER("Who may come in, and as what."),
    TOKEN("API tokens: one's own, and for administrators everybody's.");

    private final String sentence;

    Subcommand(String sentence) {
        this.sentence = sentence;
    }

    String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The one that this word names. */
    static Optional<Subcommand> of(String word) {
        return Arrays.stream(values())
                .filter(command -> command.word().equals(word))
                .findFirst();
    }

    /** The command itself, ready to be run. */
    CommandLine load(CommandLine.IFactory factory) {
        var command = new CommandLine(type(), factory);
        var usage = command.getCommandSpec().usageMessage();
        var more = usage.description();
        var description = new String[more.length + 1];
        description[0] = sentence;
        System.arraycopy(more, 0, description, 1, more.length);
        usage.description(description);
        Examples.addTo(command, word());
        return command;
    }

    /** What the list of commands shows. */
    CommandLine listed() {
        var spec = CommandLine.Model.CommandSpec.create();
        spec.usageMessage().description(sentence);
        return new CommandLine(spec);
    }

    private Class<?> type() {
        return switch (this) {
            case START -> StartCommand.class;
            case BACKUP -> BackupCommand.class;
            case RESTORE -> RestoreCommand.class;
            case INSPECT -> InspectCommand.class;
            case SANDBOX -> SandboxCommand.class;
            case SOURCE -> SourceCommand.class;
            case CRAWL -> CrawlCommand.class;
            case CRAWLS -> CrawlsCommand.class;
            case SEARCH -> SearchCommand.class;
            case SUGGEST -> SuggestCommand.class;
            case FACET -> FacetCommand.class;
            case COLUMNS -> ColumnsCommand.class;
            case MATCH -> MatchCommand.class;
            case ASK -> AskCommand.class;
            case EVALUATE -> EvaluateCommand.class;
            case QUALITY -> QualityCommand.class;
            case GLOSSARY -> GlossaryCommand.class;
            case BLOCK -> BlockCommand.class;
            case ARTICLE -> ArticleCommand.class;
            case COMPOSE -> ComposeCommand.class;
            case SOLUTION -> SolutionCommand.class;
            case VALIDATE -> ValidateCommand.class;
            case PLAN -> PlanCommand.class;
            case EXPORT_PROJECT -> ExportProjectCommand.class;
            case PLANS -> PlansCommand.class;
            case APPROVE -> ApproveCommand.class;
            case REJECT -> RejectCommand.class;
            case APPLY -> ApplyCommand.class;
            case REVIEW_RULE -> ReviewRuleCommand.class;
            case DEPLOYMENT_RULE -> DeploymentRuleCommand.class;
            case POLICY -> PolicyCommand.class;
            case LOCK -> LockCommand.class;
            case ENVIRONMENT -> EnvironmentCommand.class;
            case PROJECTS -> ProjectsCommand.class;
            case DRIFT -> DriftCommand.class;
            case EXPORT_REGISTRY -> ExportRegistryCommand.class;
            case CREDENTIAL -> CredentialCommand.class;
            case MIRROR -> MirrorCommand.class;
            case CLASSIFICATION -> ClassificationCommand.class;
            case USER -> UserCommand.class;
            case TOKEN -> TokenCommand.class;
        };
    }
}
