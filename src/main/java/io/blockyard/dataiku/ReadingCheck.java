package io.blockyard.dataiku;

import io.blockyard.dataiku.Diagnosis.Name;
import io.blockyard.dataiku.Diagnosis.Outcome;
import io.blockyard.dataiku.Diagnosis.Step;
import io.blockyard.problem.ProblemException;
import java.util.List;

/** A test of a source that is no instance: its projects are read, which shows all there is to see. */
final class ReadingCheck {

    private ReadingCheck() {}

    static Diagnosis of(ProjectReaders readers, Origin origin, String secret) {
        try {
            var projects = readers.open(origin, secret).projects();
            var names = projects.stream()
                    .map(ProjectReader.ProjectSummary::key)
                    .limit(5)
                    .toList();
            var more = projects.size() > names.size() ? " and " + (projects.size() - names.size()) + " more" : "";
            var found = "It holds " + String.join(", ", names) + more + ".";
            return new Diagnosis(
                    true,
                    "Read " + origin.address() + ": " + projects.size()
                            + (projects.size() == 1 ? " project." : " projects."),
                    "",
                    projects.size(),
                    List.of(
                            new Step(Name.READING, Outcome.OK, "It was read.", ""),
                            new Step(Name.PROJECTS, Outcome.OK, found, "")));
        } catch (ProblemException failure) {
            var first = failure.problems().getFirst();
            return new Diagnosis(
                    false,
                    first.sentence(),
                    "",
                    0,
                    List.of(
                            new Step(Name.READING, Outcome.FAILED, first.message(), first.remedy()),
                            new Step(Name.PROJECTS, Outcome.SKIPPED, "", "")));
        }
    }
}
