package io.tidbclient.connection;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

import static io.tidbclient.connection.FailureKind.ACCESS_DENIED;
import static io.tidbclient.connection.FailureKind.CONNECTION_LOST;
import static io.tidbclient.connection.FailureKind.LOGIN_REFUSED;
import static io.tidbclient.connection.FailureKind.NO_PRIVILEGE;
import static io.tidbclient.connection.FailureKind.SERVER_UNAVAILABLE;
import static io.tidbclient.connection.FailureKind.STATEMENT_ABORTED;
import static io.tidbclient.connection.FailureKind.STATEMENT_REFUSED;
import static io.tidbclient.connection.FailureKind.TOO_MANY_CONNECTIONS;
import static io.tidbclient.connection.FailureKind.TRANSACTION_CONFLICT;
import static io.tidbclient.connection.FailureKind.UNCLASSIFIED;
import static io.tidbclient.connection.FailureKind.UNKNOWN_DATABASE;

/**
 * The error codes that are more to this tool than a number, with what each means to it. Below 8000 they are MySQL's, with
 * MySQL's names ({@code CR_} for those a client makes up); from 8000 on TiDB's, with the names of its source
 * ({@code errno/errcode.go}).
 */
enum ServerErrorCode {
    ER_CON_COUNT_ERROR(1040, TOO_MANY_CONNECTIONS),
    ER_BAD_HOST_ERROR(1042, SERVER_UNAVAILABLE),
    ER_HANDSHAKE_ERROR(1043, SERVER_UNAVAILABLE),
    ER_DBACCESS_DENIED_ERROR(1044, NO_PRIVILEGE),
    ER_ACCESS_DENIED_ERROR(1045, ACCESS_DENIED),
    ER_NO_DB_ERROR(1046, STATEMENT_REFUSED),
    ER_UNKNOWN_COM_ERROR(1047, SERVER_UNAVAILABLE),
    ER_BAD_NULL_ERROR(1048, STATEMENT_REFUSED),
    ER_BAD_DB_ERROR(1049, UNKNOWN_DATABASE),
    ER_TABLE_EXISTS_ERROR(1050, STATEMENT_REFUSED),
    ER_SERVER_SHUTDOWN(1053, SERVER_UNAVAILABLE),
    ER_BAD_FIELD_ERROR(1054, STATEMENT_REFUSED),
    ER_DUP_FIELDNAME(1060, STATEMENT_REFUSED),
    ER_DUP_ENTRY(1062, STATEMENT_REFUSED),
    ER_PARSE_ERROR(1064, STATEMENT_REFUSED),
    ER_IPSOCK_ERROR(1081, SERVER_UNAVAILABLE),
    ER_CANT_DROP_FIELD_OR_KEY(1091, STATEMENT_REFUSED),
    ER_NO_SUCH_THREAD(1094, STATEMENT_REFUSED),
    ER_UNKNOWN_ERROR(1105, UNCLASSIFIED),
    ER_HOST_IS_BLOCKED(1129, SERVER_UNAVAILABLE),
    ER_HOST_NOT_PRIVILEGED(1130, ACCESS_DENIED),
    ER_TABLEACCESS_DENIED_ERROR(1142, NO_PRIVILEGE),
    ER_COLUMNACCESS_DENIED_ERROR(1143, NO_PRIVILEGE),
    ER_NO_SUCH_TABLE(1146, STATEMENT_REFUSED),
    ER_ABORTING_CONNECTION(1152, CONNECTION_LOST),
    ER_NET_READ_ERROR(1158, CONNECTION_LOST),
    ER_NET_READ_INTERRUPTED(1159, CONNECTION_LOST),
    ER_NET_ERROR_ON_WRITE(1160, CONNECTION_LOST),
    ER_NET_WRITE_INTERRUPTED(1161, CONNECTION_LOST),
    ER_NEW_ABORTING_CONNECTION(1184, CONNECTION_LOST),
    ER_TOO_MANY_USER_CONNECTIONS(1203, TOO_MANY_CONNECTIONS),
    ER_LOCK_WAIT_TIMEOUT(1205, TRANSACTION_CONFLICT),
    ER_LOCK_DEADLOCK(1213, TRANSACTION_CONFLICT),
    ER_USER_LIMIT_REACHED(1226, TOO_MANY_CONNECTIONS),
    ER_SPECIFIC_ACCESS_DENIED_ERROR(1227, NO_PRIVILEGE),
    ER_NOT_SUPPORTED_YET(1235, STATEMENT_REFUSED),
    ER_NOT_SUPPORTED_AUTH_MODE(1251, LOGIN_REFUSED),
    ER_WARN_DATA_OUT_OF_RANGE(1264, STATEMENT_REFUSED),
    ER_SP_DOES_NOT_EXIST(1305, STATEMENT_REFUSED),
    ER_QUERY_INTERRUPTED(1317, STATEMENT_ABORTED),
    ER_PROCACCESS_DENIED_ERROR(1370, NO_PRIVILEGE),
    ER_DATA_TOO_LONG(1406, STATEMENT_REFUSED),
    ER_ROW_IS_REFERENCED_2(1451, STATEMENT_REFUSED),
    ER_NO_REFERENCED_ROW_2(1452, STATEMENT_REFUSED),
    ER_PLUGIN_IS_NOT_LOADED(1524, LOGIN_REFUSED),
    ER_ACCESS_DENIED_NO_PASSWORD_ERROR(1698, ACCESS_DENIED),
    ER_MUST_CHANGE_PASSWORD(1820, LOGIN_REFUSED),
    ER_MUST_CHANGE_PASSWORD_LOGIN(1862, LOGIN_REFUSED),
    CR_SERVER_GONE_ERROR(2006, CONNECTION_LOST),
    CR_SERVER_LOST(2013, CONNECTION_LOST),
    CR_AUTH_PLUGIN_CANNOT_LOAD(2059, LOGIN_REFUSED),
    ER_QUERY_TIMEOUT(3024, STATEMENT_ABORTED),
    ER_SERVER_OFFLINE_MODE(3032, SERVER_UNAVAILABLE),
    ER_ACCOUNT_HAS_BEEN_LOCKED(3118, ACCESS_DENIED),
    ER_SECURE_TRANSPORT_REQUIRED(3159, LOGIN_REFUSED),
    ER_LOCK_NOWAIT(3572, TRANSACTION_CONFLICT),
    ER_USER_ACCESS_DENIED_FOR_USER_ACCOUNT_BLOCKED_BY_PASSWORD_LOCK(3955, ACCESS_DENIED),
    /** MariaDB's. */
    ER_USER_IS_BLOCKED(4150, ACCESS_DENIED),
    /** MariaDB's, which has MySQL's name and a number of its own. */
    MARIADB_ACCOUNT_HAS_BEEN_LOCKED(4151, ACCESS_DENIED),
    ErrForUpdateCantRetry(8002, TRANSACTION_CONFLICT),
    ErrTxnRetryable(8022, TRANSACTION_CONFLICT),
    ErrInfoSchemaExpired(8027, SERVER_UNAVAILABLE),
    ErrInfoSchemaChanged(8028, TRANSACTION_CONFLICT),
    ErrUnsupportedIsolationLevel(8048, STATEMENT_REFUSED),
    ErrPrivilegeCheckFail(8121, NO_PRIVILEGE),
    ErrLoadDataJobNotFound(8170, STATEMENT_REFUSED),
    ErrLoadDataInvalidOperation(8171, STATEMENT_REFUSED),
    ErrLoadDataPreCheckFailed(8173, STATEMENT_REFUSED),
    ErrMemoryExceedForQuery(8175, STATEMENT_ABORTED),
    ErrMemoryExceedForInstance(8176, STATEMENT_ABORTED),
    ErrQueryExecStopped(8180, STATEMENT_ABORTED),
    ErrLockExpire(8229, STATEMENT_ABORTED),
    ErrResourceGroupConfigUnavailable(8251, STATEMENT_ABORTED),
    ErrResourceGroupThrottled(8252, STATEMENT_ABORTED),
    ErrResourceGroupQueryRunawayInterrupted(8253, STATEMENT_ABORTED),
    ErrResourceGroupQueryRunawayQuarantine(8254, STATEMENT_ABORTED),
    ErrPDServerTimeout(9001, SERVER_UNAVAILABLE),
    ErrTiKVServerTimeout(9002, SERVER_UNAVAILABLE),
    ErrTiKVServerBusy(9003, SERVER_UNAVAILABLE),
    ErrResolveLockTimeout(9004, SERVER_UNAVAILABLE),
    ErrRegionUnavailable(9005, SERVER_UNAVAILABLE),
    ErrTxnAbortedByGC(9006, STATEMENT_ABORTED),
    ErrWriteConflict(9007, TRANSACTION_CONFLICT),
    ErrTiKVStoreLimit(9008, SERVER_UNAVAILABLE),
    ErrTiKVStaleCommand(9010, SERVER_UNAVAILABLE),
    ErrTiKVMaxTimestampNotSynced(9011, SERVER_UNAVAILABLE),
    ErrTiFlashServerTimeout(9012, SERVER_UNAVAILABLE),
    ErrTiFlashServerBusy(9013, SERVER_UNAVAILABLE);

    private static final Map<Integer, ServerErrorCode> BY_NUMBER =
            Arrays.stream(values()).collect(Collectors.toUnmodifiableMap(ServerErrorCode::number, Function.identity()));

    private final int number;
    private final FailureKind kind;

    ServerErrorCode(int number, FailureKind kind) {
        this.number = number;
        this.kind = kind;
    }

    static Optional<ServerErrorCode> of(int number) {
        return Optional.ofNullable(BY_NUMBER.get(number));
    }

    /** The name that the product gives it. */
    String label() {
        return this == MARIADB_ACCOUNT_HAS_BEEN_LOCKED ? ER_ACCOUNT_HAS_BEEN_LOCKED.name() : name();
    }

    int number() {
        return number;
    }

    /** See {@link Failure#mayBeOfStart()}. */
    boolean mayBeOfStart() {
        return this == ER_BAD_DB_ERROR || this == ER_NO_SUCH_TABLE || this == ER_UNKNOWN_ERROR;
    }

    /**
     * What the code says, with the message where the code alone says nothing: TiDB uses 1105 for whatever has no code
     * of its own. Two of these are conflicts with a change of the schema, and a server that has just started says that its
     * import jobs cannot be read yet.
     */
    FailureKind kind(String message) {
        if (this == ER_USER_LIMIT_REACHED && LoginErrors.isHourly(message)) {
            // Each further login would count.
            return LOGIN_REFUSED;
        }
        if (this == ER_UNKNOWN_ERROR && message.contains("task manager is not initialized")) {
            return SERVER_UNAVAILABLE;
        }
        boolean schemaMoved = message.contains("Information schema is out of date") || message.contains("is changed");
        return this == ER_UNKNOWN_ERROR && schemaMoved ? TRANSACTION_CONFLICT : kind;
    }
}
