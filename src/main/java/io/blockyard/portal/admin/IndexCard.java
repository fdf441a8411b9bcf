package io.blockyard.portal.admin;

import static io.blockyard.portal.part.Words.t;

import com.vaadin.flow.component.ClientCallable;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.progressbar.ProgressBar;
import io.blockyard.portal.part.Parts;
import io.blockyard.search.SearchProgress;
import java.util.Optional;
import java.util.function.Supplier;

/** How far this node's index is; it looks again by itself while something is missing. */
final class IndexCard extends Div {

    private static final int LOOK_AGAIN_MS = 2_000;

    private final transient Supplier<Optional<SearchProgress>> progress;
    private final Span state = Parts.named(new Span(), "index-state");
    private final ProgressBar bar = new ProgressBar();

    IndexCard(Supplier<Optional<SearchProgress>> progress) {
        this.progress = progress;
        addClassNames("card", "stack");
        Parts.named(this, "index");
        state.getElement().setAttribute("role", "status");
        bar.getElement().setAttribute("aria-label", t("index.title"));
        add(new H2(t("index.title")), state, bar);
        look();
    }

    /** The page asks while something is missing. */
    @ClientCallable
    public void look() {
        var now = progress.get();
        boolean busy = now.filter(IndexCard::isBusy).isPresent();
        state.setText(now.map(IndexCard::told).orElseGet(() -> t("index.none")));
        bar.setVisible(busy);
        now.filter(IndexCard::isBusy).ifPresent(this::fill);
        if (busy || now.isEmpty()) {
            getElement()
                    .executeJs(
                            "clearTimeout(this.again); this.again = setTimeout(() => this.$server.look(), $0)",
                            LOOK_AGAIN_MS);
        }
    }

    private void fill(SearchProgress busy) {
        long done = busy.building() ? busy.indexed() : busy.total() - busy.withoutVector();
        bar.setMax(Math.max(1, (double) busy.total()));
        bar.setValue(Math.clamp((double) done, 0, (double) busy.total()));
    }

    private static boolean isBusy(SearchProgress progress) {
        return progress.building() || progress.withoutVector() > 0;
    }

    private static String told(SearchProgress progress) {
        if (progress.building()) {
            return t(progress.whole() ? "index.renewed" : "index.building", progress.indexed(), progress.total());
        }
        return progress.withoutVector() > 0
                ? t("index.meaning", progress.total(), progress.withoutVector())
                : t("index.whole", progress.total());
    }
}
