package io.blockyard.portal.block;

import static io.blockyard.portal.part.Words.t;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.combobox.ComboBox;
import com.vaadin.flow.component.combobox.MultiSelectComboBox;
import com.vaadin.flow.component.contextmenu.MenuItem;
import com.vaadin.flow.component.menubar.MenuBar;
import com.vaadin.flow.component.menubar.MenuBarVariant;
import com.vaadin.flow.component.textfield.TextArea;
import io.blockyard.access.Actor;
import io.blockyard.block.BlockId;
import io.blockyard.catalog.CatalogBlock;
import io.blockyard.catalog.Deprecation;
import io.blockyard.catalog.Lifecycles;
import io.blockyard.portal.part.FormDialog;
import io.blockyard.portal.part.Notices;
import io.blockyard.portal.part.Parts;
import io.blockyard.problem.ProblemException;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

/** What owners and administrators decide of a block. */
final class LifecycleMenu extends MenuBar {

    private final Actor actor;
    private final Lifecycles lifecycles;
    private final CatalogBlock block;
    private final BlockId id;
    private final LifecycleChoices choices;

    LifecycleMenu(Actor actor, Lifecycles lifecycles, CatalogBlock block, LifecycleChoices choices) {
        this.actor = actor;
        this.lifecycles = lifecycles;
        this.block = block;
        this.id = block.manifest().id();
        this.choices = choices;
        addThemeVariants(MenuBarVariant.LUMO_DROPDOWN_INDICATORS);
        var menu = Parts.named(addItem(t("lifecycle.menu")), "block-lifecycle").getSubMenu();
        var draft = block.stewardship().draft();
        var digest = block.stewardship().draftDigest();
        if (draft != null && digest != null) {
            item(
                    menu.addItem(t("lifecycle.promote", draft)),
                    "promote",
                    () -> PromoteDialog.open(
                            actor, lifecycles, id, draft, digest, () -> decided(t("lifecycle.promoted", id.value()))));
        }
        if (block.stewardship().deprecation() == null) {
            item(menu.addItem(t("lifecycle.deprecate")), "deprecate", this::deprecate);
        } else {
            item(menu.addItem(t("lifecycle.reinstate")), "reinstate", this::reinstate);
        }
        item(menu.addItem(t("lifecycle.owners")), "owners", this::owners);
    }

    /** Shows the page anew, with what was decided. */
    static void decided(String sentence) {
        Notices.done(sentence);
        UI.getCurrent().refreshCurrentRoute(false);
    }

    private static void item(MenuItem item, String name, Runnable action) {
        Parts.named(item, "lifecycle-" + name);
        item.addClickListener(click -> {
            try {
                action.run();
            } catch (ProblemException refused) {
                Notices.problem(refused);
            }
        });
    }

    private void reinstate() {
        lifecycles.reinstate(actor, id);
        decided(t("lifecycle.reinstated", id.value()));
    }

    private void deprecate() {
        var message = Parts.named(new TextArea(t("lifecycle.message")), "deprecation-message");
        message.setHelperText(t("lifecycle.message.hint"));
        var by = Parts.named(new ComboBox<String>(t("lifecycle.replaced-by")), "deprecation-by");
        by.setItems(query -> choices.blocks(actor, query.getFilter().orElse(""), query.getOffset() + query.getLimit())
                .skip(query.getOffset()));
        by.setAllowCustomValue(true);
        by.addCustomValueSetListener(typed -> by.setValue(typed.getDetail()));
        by.setHelperText(t("lifecycle.replaced-by.hint"));
        new FormDialog(
                        "deprecate",
                        t("lifecycle.deprecate.title", id.value()),
                        t("lifecycle.deprecate"),
                        () -> {
                            lifecycles.deprecate(
                                    actor,
                                    id,
                                    new Deprecation(message.getValue(), Objects.requireNonNullElse(by.getValue(), "")));
                            decided(t("lifecycle.deprecated", id.value()));
                        },
                        message,
                        by)
                .open();
    }

    private void owners() {
        var present = block.stewardship().owners();
        var owners = Parts.named(new MultiSelectComboBox<String>(t("lifecycle.owners.names")), "block-owners");
        var offered = choices.owners(actor, present);
        owners.setItems(offered);
        owners.setValue(Set.copyOf(present));
        owners.setAllowCustomValue(true);
        owners.addCustomValueSetListener(typed -> {
            var chosen = new TreeSet<>(owners.getValue());
            chosen.add(typed.getDetail().strip());
            offered.addAll(chosen);
            owners.setItems(offered);
            owners.setValue(chosen);
        });
        owners.setHelperText(t("lifecycle.owners.hint"));
        new FormDialog(
                        "owners",
                        t("lifecycle.owners"),
                        t("action.save"),
                        () -> {
                            lifecycles.setOwners(actor, id, owners.getValue());
                            decided(t("lifecycle.owners.saved"));
                        },
                        owners)
                .open();
    }
}
