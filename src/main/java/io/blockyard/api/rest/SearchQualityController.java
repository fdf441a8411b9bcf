package io.blockyard.api.rest;

import io.blockyard.access.Actor;
import io.blockyard.api.Listing;
import io.blockyard.api.OwnWordsView;
import io.blockyard.api.QualityRequest;
import io.blockyard.api.QualityView;
import io.blockyard.search.evaluate.QualityCheck;
import io.blockyard.search.evaluate.QualityCheck.Past;
import io.blockyard.search.language.Language;
import io.blockyard.search.match.Matching;
import io.blockyard.search.match.Matching.LearnedSureness;
import io.blockyard.search.match.OwnWords;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.net.URI;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Measuring how well needs find their blocks, and the organisation's own words. */
@RestController
@RequestMapping("/api/v1/search")
@Tag(name = "Search quality", description = "Measuring the matcher on this catalog, and the organisation's own words")
class SearchQualityController {

    private final QualityCheck quality;
    private final Matching matching;
    private final OwnWords words;

    SearchQualityController(QualityCheck quality, Matching matching, OwnWords words) {
        this.quality = quality;
        this.matching = matching;
        this.words = words;
    }

    @PostMapping("/quality")
    @ResponseStatus(HttpStatus.ACCEPTED)
    @Operation(
            summary = "Measure with a set of needs",
            description = "It runs in the background; follow /api/v1/tasks/{id} of the same id.")
    ResponseEntity<QualityView> measure(Actor actor, @RequestBody QualityRequest request) {
        var task = quality.start(actor, Given.text(request.set(), "set").lines().toList());
        return ResponseEntity.accepted()
                .location(URI.create("/api/v1/search/quality/" + task.id()))
                .body(QualityView.of(task, quality.measured(actor, task.id())));
    }

    @GetMapping("/quality")
    @Operation(summary = "The newest measurement", description = "204 while there is none.")
    ResponseEntity<QualityView> newest(Actor actor) {
        return quality.newest(actor)
                .map(measured -> ResponseEntity.ok(measurement(actor, measured.id())))
                .orElseGet(() -> ResponseEntity.noContent().build());
    }

    @GetMapping("/quality/history")
    @Operation(
            summary = "The measurements that are kept, the newest first",
            description = "Without what was missed in each, which the measurement itself tells.")
    Listing<Past> history(Actor actor) {
        return new Listing<>(quality.history(actor));
    }

    @GetMapping("/quality/{id}")
    @Operation(summary = "A measurement as it stands, with its report once it has ended well")
    QualityView measurement(Actor actor, @PathVariable UUID id) {
        return QualityView.of(quality.task(actor, id), quality.measured(actor, id));
    }

    @GetMapping("/sureness")
    @Operation(
            summary = "How sure matches are in this catalog",
            description = "By language: how much more than usual is asked for before a block is said to serve a need.")
    Listing<LearnedSureness> sureness(Actor actor) {
        return new Listing<>(matching.sureness(actor));
    }

    @GetMapping("/words/{language}")
    @Operation(summary = "The organisation's own words", description = "Of English (en) or French (fr).")
    OwnWordsView words(Actor actor, @PathVariable String language) {
        return new OwnWordsView(words.lines(actor, language(language)));
    }

    @PutMapping("/words/{language}")
    @Operation(
            summary = "Write the organisation's own words",
            description = "All of a language at once: a line is a term, a tab, and meanings between bars.")
    OwnWordsView write(Actor actor, @PathVariable String language, @RequestBody OwnWordsView written) {
        words.write(actor, language(language), Given.orEmpty(written.lines()));
        return words(actor, language);
    }

    private static Language language(String code) {
        return Language.coded(code)
                .orElseThrow(() -> Given.invalid("language", "“" + code + "” is no language.", "Say en or fr."));
    }
}
