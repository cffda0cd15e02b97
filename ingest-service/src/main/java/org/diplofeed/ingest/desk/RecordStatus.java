package org.diplofeed.ingest.desk;

/** How a record stands: domain.md, «Life cycles». */
public enum RecordStatus {
    RECORDED,
    CORRECTED,
    RETRACTED,
    LINKED
}
