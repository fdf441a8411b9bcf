package io.blockyard.compose;

import io.blockyard.access.Actor;
import java.util.List;
import java.util.UUID;

/** Drafts of compositions, saved at every step. */
public class Compositions {

    public Composition create(Actor actor, CompositionRequest request) {
        throw new UnsupportedOperationException();
    }

    public Composition get(Actor actor, UUID id) {
        throw new UnsupportedOperationException();
    }

    /** The person's own, newest first. */
    public List<Composition> recent(Actor actor, int limit) {
        throw new UnsupportedOperationException();
    }

    /** Saves what a person changed; wiring that they did not touch is proposed anew, and the YAML is written anew. */
    public Composition update(Actor actor, UUID id, CompositionEdit edit) {
        throw new UnsupportedOperationException();
    }

    /** Keeps YAML that a person edited by hand; it is validated, and used as it is from then on. */
    public Composition updateYaml(Actor actor, UUID id, String yaml) {
        throw new UnsupportedOperationException();
    }

    public void delete(Actor actor, UUID id) {
        throw new UnsupportedOperationException();
    }
}
