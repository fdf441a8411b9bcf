package io.blockyard.dataiku;

import io.blockyard.problem.ProblemException;
import io.blockyard.problem.ProblemException.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/**
 * The objects of one kind in a project of an instance: looked at, changed and deleted. Folders apart, DSS's API creates
 * none of them; an imported zip brings them.
 */
public final class DssFlowObjects {

    private final DssHttp http;
    private final String projectKey;
    private final ObjectKind kind;

    DssFlowObjects(DssHttp http, String projectKey, ObjectKind kind) {
        this.http = http;
        this.projectKey = projectKey;
        this.kind = kind;
    }

    /** All documents, each with its {@code id}; none where the instance is too old to know the kind. */
    public List<ObjectNode> list() {
        var documents = new ArrayList<ObjectNode>();
        try {
            kind.listPath()
                    .map(path -> http.get(DssPath.project(projectKey) + "/" + path))
                    .ifPresent(list -> list.values().forEach(element -> {
                        if (element instanceof ObjectNode document) {
                            documents.add(document);
                        }
                    }));
        } catch (ProblemException refusal) {
            boolean unknown = refusal.kind() == Kind.NOT_FOUND
                    || refusal.problems().getFirst().code().equals(DssErrors.NOT_OFFERED);
            if (!unknown) {
                throw refusal;
            }
        }
        return documents;
    }

    /** The id of the first object of this name; names are not unique in DSS. */
    public Optional<String> idOf(String name) {
        return list().stream()
                .filter(document -> Documents.text(document, "name").equals(name))
                .map(document -> Documents.text(document, "id"))
                .findFirst();
    }

    public Optional<ObjectNode> find(String id) {
        return kind.path(id)
                .flatMap(path -> http.find(DssPath.project(projectKey) + "/" + path))
                .filter(ObjectNode.class::isInstance)
                .map(ObjectNode.class::cast);
    }

    /** Sets fields of an object; those that {@code document} lacks stay, and nothing is written when nothing differs. */
    public void put(String id, ObjectNode document) {
        var before = (ObjectNode) http.get(path(id));
        var after = before.deepCopy();
        after.setAll(Documents.without(document, "id", "projectKey", "versionTag", "creationTag"));
        if (!Documents.sameContent(before, after)) {
            http.put(path(id), after);
        }
    }

    public void delete(String id) {
        http.delete(path(id));
    }

    private String path(String id) {
        return DssPath.project(projectKey) + "/" + kind.path(id).orElseThrow();
    }
}
