package org.diplofeed.ingest.desk;

import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The part of what is on the record that a batch works on: filled from the database, changed by each accepted command
 * before the next one is decided.
 */
public final class Register implements OnRecord {
    private final Map<String, RecordState> records = new HashMap<>();
    private final Map<ReferenceKey, ReferenceState> references = new HashMap<>();
    private final Set<ReferenceKey> known = new HashSet<>();
    private final Map<String, MeetingState> meetings = new HashMap<>();
    private final Set<String> changedRecords = new LinkedHashSet<>();
    private final Set<ReferenceKey> changedReferences = new LinkedHashSet<>();
    private final Set<String> changedMeetings = new LinkedHashSet<>();

    @Override
    public @Nullable RecordState record(String id) {
        return records.get(id);
    }

    @Override
    public @Nullable ReferenceState reference(ReferenceKey key) {
        return references.get(key);
    }

    @Override
    public boolean knows(ReferenceKey key) {
        return known.contains(key) || references.containsKey(key);
    }

    @Override
    public @Nullable MeetingState meeting(String meetingId) {
        return meetings.get(meetingId);
    }

    /** Puts in what the database has. */
    public void load(RecordState record) {
        records.put(record.id(), record);
    }

    /** Puts in what the database has. */
    public void load(ReferenceState reference) {
        references.put(reference.key(), reference);
    }

    /** Puts in that an entity is defined, of which nothing else has to be seen. */
    public void loadKnown(ReferenceKey key) {
        known.add(key);
    }

    /** Puts in what the database has. */
    public void load(MeetingState meeting) {
        meetings.put(meeting.meetingId(), meeting);
    }

    /** Applies what an accepted command changes; its event has this version of its stream. */
    public void apply(Change change, long version) {
        switch (change) {
            case Change.Defined defined -> {
                references.put(
                        defined.key(),
                        new ReferenceState(
                                defined.key(), version, null, Fingerprint.of(defined.document()), defined.document()));
                changedReferences.add(defined.key());
            }
            case Change.Stands stands -> put(stands.record().at(version));
            case Change.StatementsLinked linked -> {
                put(linked.canonical().at(version));
                linked.duplicates().forEach(this::put);
            }
            case Change.MeetingsLinked linked ->
                linked.duplicates().forEach(id -> {
                    meetings.put(id, new MeetingState(id, true, linked.canonical()));
                    changedMeetings.add(id);
                });
        }
    }

    private void put(RecordState record) {
        records.put(record.id(), record);
        changedRecords.add(record.id());
        if (record.kind() == RecordKind.MEETING_REPORT && record.status() != RecordStatus.RETRACTED) {
            var id = record.stream().subject();
            var known = meetings.get(id);
            meetings.put(id, new MeetingState(id, true, known == null ? null : known.duplicateOf()));
        }
    }

    /** Whether a record is under embargo. */
    boolean holds() {
        return records.values().stream().anyMatch(record -> record.heldUntil() != null);
    }

    Set<String> changedRecords() {
        return changedRecords;
    }

    Set<ReferenceKey> changedReferences() {
        return changedReferences;
    }

    Set<String> changedMeetings() {
        return changedMeetings;
    }
}
