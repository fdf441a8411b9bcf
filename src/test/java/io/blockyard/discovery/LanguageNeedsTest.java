package io.blockyard.discovery;

import static org.assertj.core.api.Assertions.assertThat;

import io.blockyard.block.UnsetVariables;
import io.blockyard.dataiku.ProjectFiles;
import java.lang.management.ManagementFactory;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LanguageNeedsTest {

    @Test
    void packagesOfRAndDialectsOfSqlAreReadOutOfTheRecipes() {
        var zone = ProjectFiles.read(
                "SHOP",
                Map.of(
                        "recipes/fit.json", "{\"type\":\"r\"}",
                        "recipes/fit.r", """
                                library(dataiku)
                                library("dplyr") # library(notThis)
                                suppressWarnings(require(data.table))
                                x <- stringr::str_trim(stats::sd(y))
                                """,
                        "recipes/sum.json",
                                "{\"type\":\"sql_query\",\"inputs\":{\"main\":{\"items\":[{\"ref\":\"ORDERS\"}]}}}",
                        "recipes/sum.sql", "select 1 -- library(neither)",
                        "datasets/ORDERS.json", "{\"type\":\"Snowflake\"}",
                        "datasets/OTHER.json", "{\"type\":\"PostgreSQL\"}"));

        assertThat(LanguageNeeds.rPackages(zone)).containsExactly("data.table", "dplyr", "stringr");
        assertThat(LanguageNeeds.sqlDialects(zone)).containsExactly("Snowflake");
    }

    @Test
    void libraryFilesThatRCodeRunsTravelWithTheirPackages() {
        var project = ProjectFiles.read(
                "SHOP",
                Map.of(
                        "recipes/fit.json", "{\"type\":\"r\"}",
                        "recipes/fit.r", "dkuSourceLibR('models/fit.R')\n# dkuSourceLibR('unused.R')\n",
                        "lib/R/models/fit.R", "dkuSourceLibR(\"units.R\")\nlibrary(mgcv)\n",
                        "lib/R/units.R", "dkuSourceLibR('models/fit.R')\n",
                        "lib/R/unused.R", "library(never)\n"));

        var needed = RUse.libraryOf(project.recipes(), project.library());

        assertThat(needed.keySet()).containsExactly("R/models/fit.R", "R/units.R");
        assertThat(LanguageNeeds.rPackages(project)).contains("mgcv");
    }

    @Test
    void variablesAreThoseThatCodeAsksForByNameAndNoOtherWords() {
        var project = ProjectFiles.read(
                "SHOP",
                Map.of(
                        "variables.json", "{\"region\": \"north\", \"limit\": 3, \"unit\": \"kg\"}",
                        "recipes/fit.json", "{\"type\":\"python\"}",
                        "recipes/fit.py", """
                                limit = int(dataiku.get_custom_variables()["limit"])
                                settings = dataiku.get_custom_variables()
                                where = settings["site_of_the_instance"]
                                unit = settings.get("unit_of_here", "unit")
                                shift = dataiku.get_flow_variables().get("shift")
                                weights = model.get_variables()
                                print("unit", weights["bias"], weights.get("scale"))
                                config = dataiku.get_custom_variables()["config"]
                                print(config["colour"], settings.get("region", "south"))
                                both = client.get_default_project().get_variables()
                                both["standard"]["last_run"] = both["local"]["run"]
                                print(both["colour"], project.get_variables()["local"]["folder"])
                                """,
                        "recipes/sum.json", "{\"type\":\"r\"}",
                        "recipes/sum.r", "d <- dkuCustomVariable('days')"));

        assertThat(VariableUse.of(project, project.recipes(), project.datasets(), Map.of()))
                .containsExactly("config", "days", "folder", "limit", "region", "run", "shift", "site_of_the_instance");
    }

    /** A plan tells by it what may be missing from what has to be given. */
    @Test
    void aBlockSaysWhatItsSourceDoesNotSetItself() {
        var project = ProjectFiles.read(
                "SHOP",
                Map.of(
                        "variables.json", "{\"api_token\": \"x\"}",
                        "localvariables.json", "{\"limit\": 3}",
                        "recipes/fit.json", "{\"type\":\"python\"}",
                        "recipes/fit.py", "v = dataiku.get_custom_variables()\nv['limit'], v['shift'], v['api_token']",
                        "zones/z.json",
                                "{\"name\": \"Fit\", \"items\": [{\"objectType\": \"RECIPE\", \"objectId\": \"fit\"}]}"));

        var slice = ZoneSlice.of(project, ZoneBoundaries.of(project).getFirst());

        assertThat(UnsetVariables.of(slice.params())).containsExactly("shift");
    }

    /** By the processor's time: looking for each holder anew takes minutes. */
    @Test
    void variablesOfLongCodeAreFoundSoon() {
        var code = "v = dataiku.get_custom_variables()\n".repeat(20_000) + "x = v['last']\n";
        var project =
                ProjectFiles.read("SHOP", Map.of("recipes/fit.json", "{\"type\":\"python\"}", "recipes/fit.py", code));
        var clock = ManagementFactory.getThreadMXBean();
        long began = clock.getCurrentThreadCpuTime();

        assertThat(VariableUse.of(project, project.recipes(), project.datasets(), Map.of()))
                .containsExactly("last");
        assertThat(clock.getCurrentThreadCpuTime() - began).isLessThan(10_000_000_000L);
    }

    @Test
    void aTagOfARecipeClassifiesItsZoneWhereTheProjectHasNone() {
        var project = ProjectFiles.read(
                "SHOP",
                Map.of(
                        "params.json",
                        "{\"name\": \"Shop\", \"tags\": [\"daily\"]}",
                        "recipes/fit.json",
                        "{\"type\":\"python\", \"tags\": [\"domain:pricing\"]}",
                        "zones/z.json",
                        "{\"name\": \"Fit\", \"items\": [{\"objectType\": \"RECIPE\", \"objectId\": \"fit\"}]}"));
        var rules = new Classification(Classification.standardRules());

        var verdict = rules.domain(project, ZoneBoundaries.of(project).getFirst());

        assertThat(verdict).isEqualTo(new Classification.Verdict("pricing", "tag \u201cdomain:pricing\u201d"));
    }
}
