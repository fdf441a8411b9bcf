package io.blockyard.portal.admin;

import static io.blockyard.portal.part.Words.t;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.HasValue;
import com.vaadin.flow.component.details.Details;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.textfield.Autocomplete;
import com.vaadin.flow.component.textfield.PasswordField;
import com.vaadin.flow.component.textfield.TextArea;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.component.upload.Upload;
import io.blockyard.access.Actor;
import io.blockyard.dataiku.Origin;
import io.blockyard.dataiku.Origin.GitRepository;
import io.blockyard.dataiku.Origin.Instance;
import io.blockyard.dataiku.Source;
import io.blockyard.dataiku.Sources;
import io.blockyard.portal.part.BoundedUpload;
import io.blockyard.portal.part.Parts;
import io.blockyard.portal.part.UploadWords;
import io.blockyard.problem.ProblemException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.jspecify.annotations.Nullable;

/** The fields of one kind of source. A secret that is kept is never in them: left empty, it stays as it is. */
final class SourceForm extends Div {

    private final Sources sources;
    private final Origin.Kind kind;
    private final boolean keepsSecret;
    private final TextField address = field("source-url", t("sources.url"));
    private final TextField branch = field("source-branch", t("sources.branch"));
    private final TextField folder = field("source-folder", t("sources.folder"));
    private final TextField user = field("source-user", t("sources.user"));
    private final PasswordField secret = Parts.named(new PasswordField(), "source-key");
    private final TextArea privateKey = area("source-private-key", t("sources.private-key"));
    private final TextArea authority = area("source-authority", t("sources.authority"));
    private @Nullable Received received;

    /** A file that the browser sent and nobody has kept yet. */
    private record Received(String name, Path file) {

        void delete() {
            try {
                Files.deleteIfExists(file);
            } catch (IOException stillOpen) {
                file.toFile().deleteOnExit();
            }
        }
    }

    /** The form of a source that is to be named. */
    SourceForm(Sources sources, Origin.Kind kind) {
        this(sources, kind, false);
    }

    /** The form of a source as it is. */
    SourceForm(Sources sources, Source source) {
        this(sources, source.origin().kind(), source.hasSecret());
        address.setValue(source.origin().address());
        switch (source.origin()) {
            case Instance instance -> authority.setValue(instance.authority());
            case GitRepository git -> {
                branch.setValue(git.branch());
                folder.setValue(git.folder());
                user.setValue(git.user());
                authority.setValue(git.authority());
            }
            case Origin.Folder onDisk -> {}
            case Origin.Archive archive -> {}
        }
    }

    private SourceForm(Sources sources, Origin.Kind kind, boolean keepsSecret) {
        this.sources = sources;
        this.kind = kind;
        this.keepsSecret = keepsSecret;
        addClassName("stack");
        secret.setAutocomplete(Autocomplete.OFF);
        authority.setHelperText(t("sources.authority.hint"));
        authority.setPlaceholder("-----BEGIN CERTIFICATE-----");
        add(
                switch (kind) {
                    case DSS -> instanceFields();
                    case GIT -> gitFields();
                    case FOLDER -> folderFields();
                    case ZIP -> new Component[] {upload()};
                });
    }

    /** @throws ProblemException when the service refuses what was typed or sent */
    void add(Actor actor, String name) {
        if (kind == Origin.Kind.ZIP) {
            withUpload((fileName, file) -> sources.addArchive(actor, name, fileName, file));
        } else {
            sources.add(actor, name, origin(), typedSecret());
        }
    }

    /** @throws ProblemException as {@link #add} */
    void change(Actor actor, String name) {
        if (kind == Origin.Kind.ZIP) {
            withUpload((fileName, file) -> sources.changeArchive(actor, name, fileName, file));
        } else {
            sources.change(actor, name, origin(), typedSecret());
        }
    }

    private Component[] instanceFields() {
        address.setPlaceholder("https://dss.example.org");
        address.setRequiredIndicatorVisible(true);
        secret.setLabel(t("sources.key"));
        secret.setHelperText(t(keepsSecret ? "sources.secret.kept" : "sources.key.hint"));
        secret.setRequiredIndicatorVisible(!keepsSecret);
        return new Component[] {address, secret, more(authority)};
    }

    private Component[] gitFields() {
        address.setPlaceholder("https://git.example.org/team/projects.git");
        address.setHelperText(t("sources.url.git.hint"));
        address.setRequiredIndicatorVisible(true);
        branch.setHelperText(t("sources.branch.hint"));
        folder.setHelperText(t("sources.folder.hint"));
        secret.setLabel(t("sources.password"));
        secret.setHelperText(t(keepsSecret ? "sources.secret.kept" : "sources.password.hint"));
        privateKey.setHelperText(t("sources.private-key.hint"));
        privateKey.setPlaceholder("-----BEGIN OPENSSH PRIVATE KEY-----");
        return new Component[] {
            address,
            Parts.box("form-pair", branch, folder),
            Parts.box("form-pair", user, secret),
            more(privateKey, authority)
        };
    }

    private Component[] folderFields() {
        address.setLabel(t("sources.path"));
        address.setHelperText(t("sources.path.hint"));
        address.setPlaceholder("/srv/dss/projects");
        address.setRequiredIndicatorVisible(true);
        return new Component[] {address};
    }

    private Component upload() {
        var upload = Parts.named(new Upload(new BoundedUpload(Sources.LARGEST_UPLOAD, this::receive)), "source-upload");
        upload.setMaxFiles(1);
        upload.setAcceptedFileExtensions(".zip");
        upload.setI18n(UploadWords.of(
                t("sources.upload.choose"),
                t("sources.upload.drop"),
                t("sources.upload.zip-only"),
                Sources.LARGEST_UPLOAD));
        upload.addDetachListener(closed -> forgetReceived());
        return Parts.box("stack", upload, Parts.hint(t("sources.upload.hint")));
    }

    private Runnable receive(String name, InputStream content) throws IOException {
        var sent = new Received(name, Files.createTempFile("blockyard", ".zip"));
        try {
            Files.copy(content, sent.file(), StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException broken) {
            sent.delete();
            throw broken;
        }
        return () -> {
            forgetReceived();
            received = sent;
        };
    }

    private void forgetReceived() {
        if (received != null) {
            received.delete();
            received = null;
        }
    }

    private Origin origin() {
        return switch (kind) {
            case DSS -> Instance.at(address.getValue(), authority.getValue());
            case GIT ->
                new GitRepository(
                        address.getValue(),
                        branch.getValue(),
                        folder.getValue(),
                        user.getValue(),
                        authority.getValue());
            case FOLDER -> new Origin.Folder(path(address.getValue().strip()));
            case ZIP -> throw new IllegalStateException("a zip is uploaded");
        };
    }

    private String typedSecret() {
        return privateKey.isEmpty() ? secret.getValue().strip() : privateKey.getValue();
    }

    @FunctionalInterface
    private interface Keeping {
        void keep(String fileName, InputStream file);
    }

    private void withUpload(Keeping keeping) {
        var sent = received;
        if (sent == null) {
            throw ProblemException.of(
                    ProblemException.Kind.INVALID, "source.no-upload", t("sources.upload.missing"), "");
        }
        try (var file = Files.newInputStream(sent.file())) {
            keeping.keep(sent.name(), file);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        forgetReceived();
    }

    private static Path path(String text) {
        try {
            return Path.of(text);
        } catch (InvalidPathException malformed) {
            throw ProblemException.of(
                    ProblemException.Kind.INVALID, "source.folder", t("sources.path.malformed", text), "");
        }
    }

    private static Details more(Component... fields) {
        var details = new Details(t("sources.more"), fields);
        details.addClassName("form-more");
        for (var field : fields) {
            if (field instanceof HasValue<?, ?> value && !value.isEmpty()) {
                details.setOpened(true);
            }
        }
        return Parts.named(details, "source-more");
    }

    private static TextField field(String id, String label) {
        var field = Parts.named(new TextField(label), id);
        field.setAutocomplete(Autocomplete.OFF);
        return field;
    }

    /** Enter makes a new line here, and does not send the form. */
    private static TextArea area(String id, String label) {
        var area = Parts.named(new TextArea(label), id);
        area.setMinRows(3);
        area.setMaxRows(6);
        area.addClassName("form-code");
        area.getElement()
                .executeJs("this.addEventListener('keydown', e => { if (e.key === 'Enter') e.stopPropagation(); })");
        return area;
    }
}
