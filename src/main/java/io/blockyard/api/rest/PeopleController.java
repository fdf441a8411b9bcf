package io.blockyard.api.rest;

import io.blockyard.access.Actor;
import io.blockyard.access.People;
import io.blockyard.access.People.Person;
import io.blockyard.api.Listing;
import io.blockyard.api.PersonChange;
import io.blockyard.api.PersonRequest;
import io.blockyard.problem.ProblemException;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.Objects;
import java.util.Optional;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Who may come in, and as what. */
@RestController
@RequestMapping("/api/v1/people")
@Tag(name = "People", description = "Who may come in, and as what; for administrators")
class PeopleController {

    private final People people;

    PeopleController(People people) {
        this.people = people;
    }

    @GetMapping
    @Operation(summary = "Everybody")
    Listing<Person> all(Actor actor) {
        return new Listing<>(people.all(actor));
    }

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    @Operation(summary = "Add somebody", description = "Without a password they can use tokens only.")
    Person add(Actor actor, @RequestBody PersonRequest request) {
        var name = Given.text(request.name(), "name");
        return people.add(
                actor,
                name,
                Objects.requireNonNullElse(request.displayName(), name),
                Optional.ofNullable(request.password()),
                Given.value(request.roles(), "roles"));
    }

    @PatchMapping("/{name}")
    @Operation(summary = "Change somebody", description = "What is left out stays.")
    Person change(Actor actor, @PathVariable String name, @RequestBody PersonChange change) {
        var before = people.all(actor).stream()
                .filter(person -> person.name().equals(name))
                .findFirst()
                .orElseThrow(() -> ProblemException.of(
                        ProblemException.Kind.NOT_FOUND,
                        "access.unknown-person",
                        "There is nobody called “" + name + "”.",
                        ""));
        return people.change(
                actor,
                name,
                Objects.requireNonNullElse(change.displayName(), before.displayName()),
                Objects.requireNonNullElse(change.roles(), before.roles()),
                Objects.requireNonNullElse(change.enabled(), before.enabled()),
                Optional.ofNullable(change.password()));
    }
}
