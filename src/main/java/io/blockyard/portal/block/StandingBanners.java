package io.blockyard.portal.block;

import static io.blockyard.portal.part.Words.t;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;
import io.blockyard.catalog.Catalog.PublishedVersion;
import io.blockyard.catalog.CatalogBlock;
import io.blockyard.catalog.Standing;
import io.blockyard.portal.part.Parts;
import java.util.ArrayList;
import java.util.List;

/** What who looks at a block should know before using it. */
final class StandingBanners {

    private StandingBanners() {}

    static List<Component> of(CatalogBlock block, PublishedVersion shown) {
        var banners = new ArrayList<Component>();
        var deprecation = block.stewardship().deprecation();
        if (deprecation != null) {
            var banner = banner("deprecated", t("lifecycle.banner.deprecated", deprecation.message()));
            if (!deprecation.replacedBy().isEmpty()) {
                banner.add(Parts.link(
                        "blocks/" + deprecation.replacedBy(),
                        t("lifecycle.banner.replaced-by", deprecation.replacedBy())));
            }
            banners.add(banner);
        }
        switch (shown.standing()) {
            case DRAFT ->
                banners.add(
                        shown.takenBack()
                                ? yanked(shown)
                                : banner(
                                        "draft",
                                        t(
                                                "lifecycle.banner.draft",
                                                shown.manifest().version())));
            case YANKED -> banners.add(yanked(shown));
            case PUBLISHED -> {}
        }
        var draft = block.stewardship().draft();
        if (draft != null && shown.standing() != Standing.DRAFT) {
            var banner = banner("waiting", t("lifecycle.banner.waiting", draft));
            banner.add(Parts.link(BlockTab.ARTICLE.path(block.manifest().id(), draft), t("lifecycle.banner.look")));
            banners.add(banner);
        }
        return banners;
    }

    private static Div yanked(PublishedVersion shown) {
        return banner("yanked", t("lifecycle.banner.yanked", shown.manifest().version(), shown.yankedWhy()));
    }

    static Div banner(String name, String text) {
        var banner = Parts.named(
                Parts.box("banner", Parts.icon("alert"), Parts.text("banner-words", text)), "banner-" + name);
        banner.addClassName("wait");
        return banner;
    }
}
