package io.blockyard;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_USE_JAVA_UTIL_LOGGING;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** Each technology is imported in its own room, and names say what things are. */
@AnalyzeClasses(packages = "io.blockyard", importOptions = ImportOption.DoNotIncludeTests.class)
class RoomRulesTests {

    @ArchTest
    static final ArchRule schedulerIsOfTask = only("task", "com.github.kagkarlsson..");

    @ArchTest
    static final ArchRule luceneIsOfSearch = only("search", "org.apache.lucene..");

    @ArchTest
    static final ArchRule sentenceModelsAreOfSearch = only("search", "dev.langchain4j.model.embedding..");

    @ArchTest
    static final ArchRule policyExpressionsAreOfIac = only("iac", "dev.cel..");

    @ArchTest
    static final ArchRule markdownIsOfCatalog = only("catalog", "org.commonmark..");

    @ArchTest
    static final ArchRule parsersAreOfDataiku = only("dataiku", "org.treesitter..", "net.sf.jsqlparser..");

    @ArchTest
    static final ArchRule callsToInstancesAndZipsOfOthersAreOfDataiku =
            only("dataiku", "org.apache.hc..", "org.apache.commons.compress..", "org.apache.sshd..");

    @ArchTest
    static final ArchRule gitIsOfDataikuAndTheCatalog = noClasses()
            .that()
            .resideOutsideOfPackages("io.blockyard.dataiku..", "io.blockyard.catalog..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.eclipse.jgit..");

    @ArchTest
    static final ArchRule vaadinIsOfThePortal = only("portal", "com.vaadin..");

    @ArchTest
    static final ArchRule picocliIsOfTheCommandLine = only("cli", "picocli..");

    @ArchTest
    static final ArchRule restControllersAreOfTheApi = only("api", "org.springframework.web.bind.annotation..");

    @ArchTest
    static final ArchRule securityIsOfAccessAndTheDoors = noClasses()
            .that()
            .resideOutsideOfPackages(
                    "io.blockyard.access..", "io.blockyard.portal..", "io.blockyard.api..", "io.blockyard")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.springframework.security..");

    @ArchTest
    static final ArchRule theVocabularyKnowsNoSpring = noClasses()
            .that()
            .resideInAnyPackage("io.blockyard.problem..", "io.blockyard.block..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.springframework..");

    @ArchTest
    static final ArchRule noNamesThatSayNothing = classes()
            .should()
            .haveNameNotMatching(".*(Manager|Helper|Utils?|Impl)$")
            .because("a name says what a thing is");

    @ArchTest
    static final ArchRule onlyOneWayToLog = NO_CLASSES_SHOULD_USE_JAVA_UTIL_LOGGING;

    private static ArchRule only(String room, String... technology) {
        return noClasses()
                .that()
                .resideOutsideOfPackage("io.blockyard." + room + "..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(technology)
                .because("it is the room " + room + " that knows this technology");
    }
}
