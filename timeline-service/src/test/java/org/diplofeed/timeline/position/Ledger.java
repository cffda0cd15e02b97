package org.diplofeed.timeline.position;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** One position's records as they become known, one event at a time, and the alert stream that follows from them. */
final class Ledger {
    private final Map<String, Reading> readings = new HashMap<>();
    private final Map<String, Withdrawal> withdrawals = new HashMap<>();
    private final Set<String> gone = new HashSet<>();
    private final Rules rules;
    private AlertStream.Told told = AlertStream.Told.NOTHING;
    private final List<AlertStream.Entry> stream = new ArrayList<>();
    private Fold fold = Fold.EMPTY;

    Ledger(Rules rules) {
        this.rules = rules;
    }

    void record(Reading reading) {
        readings.put(reading.statementId(), reading);
        refold();
    }

    void retract(String statementId) {
        gone.add(statementId);
        refold();
    }

    void withdraw(Withdrawal withdrawal) {
        withdrawals.put(withdrawal.statementId(), withdrawal);
        refold();
    }

    Fold fold() {
        return fold;
    }

    AlertStream.Told told() {
        return told;
    }

    List<AlertStream.Entry> stream() {
        return stream;
    }

    private void refold() {
        var entries = new ArrayList<Entry>();
        readings.values().stream()
                .filter(reading -> !gone.contains(reading.statementId()))
                .forEach(entries::add);
        withdrawals.values().stream()
                .filter(withdrawal ->
                        readings.containsKey(withdrawal.statementId()) && !gone.contains(withdrawal.statementId()))
                .forEach(entries::add);
        var after = Fold.of(entries, rules);
        var difference = AlertStream.difference(fold, after, told);
        told = told.with(difference);
        stream.addAll(difference);
        fold = after;
    }
}
