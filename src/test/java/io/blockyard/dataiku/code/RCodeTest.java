package io.blockyard.dataiku.code;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RCodeTest {

    private static final Map<String, String> OBJECTS =
            Map.of("READINGS", "one_READINGS", "Wärme", "one_Wärme", "f0LdEr", "nEwId");

    @Test
    void namesFollowInTheCallsOfDssAndAllElseStaysAsItIs() {
        var code = """
                library(dataiku)  # reads READINGS, größer als alles
                raw <- dkuReadDataset("READINGS", samplingMethod = "head")
                more = dataiku::dkuReadDataset(name='Wärme')
                path <- file.path(dkuManagedFolderPath("f0LdEr"), "READINGS.csv")
                raw |> dplyr::mutate(x = x * 2) -> out
                dkuWriteDataset(out, "READINGS")
                dkuWriteDataset(df = out, 'READINGS', schema = TRUE)
                dkuWriteDataset(out, # the result
                  'Wärme')
                dkuReadDataset( # all of it
                  "READINGS")
                write.dataset_with_schema(out, "OTHER")
                """;
        var renamed = RCode.rename(code, OBJECTS, Map.of());
        assertThat(renamed.code())
                .isEqualTo(code.replace("dkuReadDataset(\"READINGS\"", "dkuReadDataset(\"one_READINGS\"")
                        .replace("  \"READINGS\")", "  \"one_READINGS\")")
                        .replace("'Wärme'", "'one_Wärme'")
                        .replace("\"f0LdEr\"", "\"nEwId\"")
                        .replace("out, \"READINGS\"", "out, \"one_READINGS\"")
                        .replace("out, 'READINGS'", "out, 'one_READINGS'"));
        assertThat(renamed.doubts()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    dkuReadDataset(paste0("READ", "INGS"))       | computed when the code runs
                    dkuReadDataset(name)                         | computed when the code runs
                    dkuReadDataset("PLANT.READINGS")             | names a project
                    names(x)[1] <- "READINGS"                    | also the name of an object
                    x <- (                                       | cannot be parsed
                    """)
    void whatIsNotCertainIsToldAndLeft(String line, String doubt) {
        var code = "x <- 1\n" + line + "\n";
        var renamed = RCode.rename(code, OBJECTS, Map.of());
        assertThat(renamed.code()).isEqualTo(code);
        assertThat(renamed.doubts())
                .singleElement()
                .satisfies(told -> assertThat(told.sentence()).contains(doubt));
    }

    @Test
    void packagesAreThoseThatAreLoadedOrTakenFrom() {
        var code = """
                # library(notThis)
                library(dplyr); require("data.table")
                suppressPackageStartupMessages(library(package = 'readr'))
                text <- "library(norThis) fake::name"
                x <- stringr::str_trim(base::paste("a", 'b::c'))
                y <- forecast:::internals
                if (!requireNamespace("jsonlite", quietly = TRUE)) install.packages("never")
                library(chosen, character.only = TRUE)
                lapply(c("ggplot2", "scales"), library, character.only = TRUE)
                sapply(c("no", "names"), toupper)
                pacman::p_load(zoo, "xts")
                library(help = "stats4")
                model |> broom::tidy()
                library(größe)
                """;
        assertThat(RCode.packages(code))
                .containsExactly(
                        "base",
                        "broom",
                        "data.table",
                        "dplyr",
                        "forecast",
                        "ggplot2",
                        "jsonlite",
                        "pacman",
                        "readr",
                        "scales",
                        "stringr",
                        "xts",
                        "zoo");
        assertThat(RCode.packages("library(readr)\nx <- (\n")).contains("readr");
    }

    @Test
    void filesOfTheLibraryFollow() {
        var code = "dkuSourceLibR(\"plots/lines.R\")\ndataiku::dkuSourceLibR('units.R') # units.R\n";
        assertThat(RCode.libraryFiles(code)).containsExactly("plots/lines.R", "units.R");
        var renamed = RCode.rename(
                code, Map.of(), Map.of("units.R", "pumps_v1/units.R", "plots/lines.R", "pumps_v1/plots/lines.R"));
        assertThat(renamed.code())
                .isEqualTo(
                        "dkuSourceLibR(\"pumps_v1/plots/lines.R\")\ndataiku::dkuSourceLibR('pumps_v1/units.R') # units.R\n");
        assertThat(RCode.rename("dkuSourceLibR(file)", Map.of(), Map.of("units.R", "x"))
                        .doubts())
                .hasSize(1);
    }
}
