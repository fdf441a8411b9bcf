package io.blockyard.portal.plan;

import static io.blockyard.portal.part.Words.t;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.OrderedList;
import com.vaadin.flow.component.html.Paragraph;
import io.blockyard.iac.Plans.Operation;
import io.blockyard.portal.part.Parts;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The resources of an apply in their order. Of very many those that are under way or failed, and what is around them. */
final class OperationList extends Div {

    /** More rows than this nobody reads, and no browser likes. */
    private static final int MOST = 300;

    private static final int AROUND = 40;

    private final OrderedList list = new OrderedList();
    private final Paragraph more = Parts.hint("");
    private final Map<Integer, OperationRow> rows = new HashMap<>();
    private List<Integer> shown = List.of();

    OperationList() {
        list.addClassName("operations");
        list.getElement().setAttribute("tabindex", "0").setAttribute("aria-label", t("apply.operations"));
        more.addClassName("operations-more");
        add(list, more);
    }

    /** @param over whether what has not begun is not going to */
    void show(List<Operation> all, boolean over) {
        var some = worthShowing(all);
        some.forEach(operation -> rows.computeIfAbsent(operation.number(), number -> new OperationRow())
                .show(operation, over));
        var numbers = some.stream().map(Operation::number).toList();
        if (!numbers.equals(shown)) {
            rows.keySet().retainAll(numbers);
            Parts.replace(list, numbers.stream().map(rows::get).toArray(OperationRow[]::new));
            shown = numbers;
        }
        more.setVisible(some.size() < all.size());
        more.setText(t("apply.more", all.size() - some.size()));
    }

    /** All of them; of very many those that failed or are under way, and what comes before and after the first of these. */
    static List<Operation> worthShowing(List<Operation> all) {
        if (all.size() <= MOST) {
            return all;
        }
        int now = 0;
        while (now < all.size() - 1 && isBehind(all.get(now))) {
            now++;
        }
        int from = Math.max(0, now - AROUND);
        int to = Math.min(all.size(), now + AROUND);
        var first = all.get(from).number();
        var last = all.get(to - 1).number();
        return all.stream()
                .filter(operation -> (operation.number() >= first && operation.number() <= last)
                        || operation.status().equals("failed")
                        || operation.status().equals("running"))
                .limit(MOST)
                .toList();
    }

    private static boolean isBehind(Operation operation) {
        return !operation.status().equals("pending") && !operation.status().equals("running");
    }
}
