"""The functions that a HogQL query may call.

HogQL lets a query use a listed part of ClickHouse's functions, some under another name. Each line
below is a family: names separated by spaces, each with the number of its arguments, `2`, `1-2`
or `1+`. `name=other` calls ClickHouse's `other`.
"""

import difflib
from typing import NamedTuple

from csm_cli.sandbox.posthog.translate.nodes import QueryError


class Function(NamedTuple):
    """A permitted function: its ClickHouse name and how many arguments it takes."""

    name: str
    at_least: int
    at_most: int | None
    aggregate: bool = False


_SCALARS = """
abs:1 ceil:1-2 divide:2 exp:1 exp2:1 exp10:1 factorial:1 floor:1-2 gcd:2 greatest:2+ intDiv:2
intDivOrZero:2 lcm:2 least:2+ ln:1 log:1 log10:1 log1p:1 log2:1 max2:2 min2:2 minus:2 modulo:2
moduloOrZero:2 multiply:2 negate:1 pi:0 e:0 plus:2 positiveModulo:2 pow:2 power:2 round:1-2
roundBankers:1-2 roundDown:2 roundToExp2:1 sign:1 sqrt:1 cbrt:1 trunc:1-2 sin:1 cos:1 tan:1
asin:1 acos:1 atan:1 atan2:2 degrees:1 radians:1 isFinite:1 isInfinite:1 isNaN:1 ifNotFinite:2
bitAnd:2 bitOr:2 bitXor:2 bitNot:1 bitShiftLeft:2 bitShiftRight:2 bitTest:2 bitCount:1

appendTrailingCharIfAbsent:2 ascii:1 base64Decode:1 base64Encode:1 tryBase64Decode:1
concatWithSeparator:2+ countMatches:2 countMatchesCaseInsensitive:2 countSubstrings:2-3
countSubstringsCaseInsensitive:2-3 decodeURLComponent:1 decodeXMLComponent:1 empty:1
encodeURLComponent:1 encodeXMLComponent:1 endsWith:2 extract:2 extractAll:2 extractAllGroups:2
extractAllGroupsHorizontal:2 extractAllGroupsVertical:2 extractGroups:2 extractTextFromHTML:1
format:2+ hasToken:2 hasTokenCaseInsensitive:2 hasSubsequence:2 hex:1 unhex:1 initcap:1
isEmpty=empty:1 isNotEmpty=notEmpty:1 isValidUTF8:1 left=leftUTF8:2 leftPad:2-3 leftPadUTF8:2-3
length:1 lengthUTF8:1 locate:2-3 lower:1 lowerUTF8:1 lpad:3 match:2 multiMatchAny:2
multiSearchAny:2 multiSearchAnyCaseInsensitive:2 multiSearchAllPositions:2
multiSearchFirstIndex:2 multiSearchFirstPosition:2 ngramDistance:2 ngramSearch:2 ngrams:2
notEmpty:1 position:2-3 positionCaseInsensitive:2-3 positionUTF8:2-3
positionCaseInsensitiveUTF8:2-3 regexpExtract:2-3 regexpQuoteMeta:1 repeat:2 replace:3
replaceAll:3 replaceOne:3 replaceRegexpAll:3 replaceRegexpOne:3 reverse:1 reverseUTF8:1
right=rightUTF8:2 rightPad:2-3 rightPadUTF8:2-3 rpad:3 splitByChar:2-3 splitByNonAlpha:1-2
splitByRegexp:2-3 splitByString:2-3 splitByWhitespace:1-2 alphaTokens:1-2 startsWith:2
substring:3 substringUTF8:3 toValidUTF8:1 tokens:1 translate:3 translateUTF8:3 upper:1
upperUTF8:1 ltrim=trimLeft:1 rtrim=trimRight:1 btrim=trimBoth:1

cutFragment:1 cutQueryString:1 cutQueryStringAndFragment:1 cutToFirstSignificantSubdomain:1
cutURLParameter:2 cutWWW:1 domain:1 domainWithoutWWW:1 extractURLParameter:2
extractURLParameterNames:1 extractURLParameters:1 firstSignificantSubdomain:1 fragment:1
netloc:1 path:1 pathFull:1 port:1-2 protocol:1 queryString:1 queryStringAndFragment:1
topLevelDomain:1

array:0+ arrayAll:1+ arrayAUC:2 arrayAvg:1-2 arrayCompact:1 arrayConcat:2+ arrayCount:1+
arrayCumSum:1+ arrayCumSumNonNegative:1+ arrayDifference:1 arrayDistinct:1 arrayElement:2
arrayEnumerate:1 arrayEnumerateDense:1 arrayEnumerateUniq:1+ arrayExists:1+ arrayFill:2+
arrayFilter:2+ arrayFirst:2+ arrayFirstIndex:2+ arrayFlatten:1 arrayFold:3+ arrayIntersect:1+
arrayJoin:1 arrayLast:2+ arrayLastIndex:2+ arrayMap:2+ arrayMax:1-2 arrayMin:1-2 arrayPopBack:1
arrayPopFront:1 arrayProduct:1 arrayPushBack:2 arrayPushFront:2 arrayResize:2-3 arrayReverse:1
arrayReverseFill:2+ arrayReverseSort:1+ arrayReverseSplit:2+ arrayRotateLeft:2
arrayRotateRight:2 arraySlice:2-3 arraySort:1+ arraySplit:2+ arrayStringConcat:1-2 arraySum:1-2
arrayUniq:1+ arrayWithConstant:2 arrayZip:2+ countEqual:2 has:2 hasAll:2 hasAny:2 hasSubstr:2
indexOf:2 range:1-3 tuple:0+ tupleElement:2-3 map:0+ mapAdd:2+ mapApply:2
mapContains:2 mapFilter:2 mapFromArrays:2 mapKeys:1 mapSubtract:2+ mapUpdate:2 mapValues:1

JSONArrayLength:1+ JSONExtractArrayRaw:1+ JSONExtractBool:1+ JSONExtractFloat:1+
JSONExtractInt:1+ JSONExtractKeys:1+ JSONExtractKeysAndValuesRaw:1+ JSONExtractRaw:1+
JSONExtractString:1+ JSONExtractUInt:1+ JSONHas:1+ JSONLength:1+ JSONType:1+ isValidJSON:1
JSONExtract:2+ toJSONString:1

and:2+ or:2+ xor:2+ not:1 if:3 multiIf:3+ coalesce:1+ ifNull:2 nullIf:2 assumeNotNull:1
toNullable:1 isNull:1 isNotNull:1 _caseWithExpression=caseWithExpression:3+ transform:3-4

toString:1-2 toBool:1 toIntOrZero=toInt64OrZero:1 toFloatOrZero=toFloat64OrZero:1
toUUIDOrDefault:2 toTypeName:1 cityHash64:1+ _toInt8=toInt8:1 _toInt16=toInt16:1
_toInt32=toInt32:1 _toInt64=toInt64:1 _toUInt64=toUInt64:1 _toDate=toDate:1
formatReadableSize:1 formatReadableDecimalSize:1 formatReadableQuantity:1
formatReadableTimeDelta:1-2 bar:4

addDays:2 addHours:2 addMinutes:2 addMonths:2 addQuarters:2 addSeconds:2 addWeeks:2 addYears:2
subtractDays:2 subtractHours:2 subtractMinutes:2 subtractMonths:2 subtractQuarters:2
subtractSeconds:2 subtractWeeks:2 subtractYears:2 dateName:2 formatDateTime:2-3 monthName:1
fromUnixTimestamp:1 fromUnixTimestamp64Milli:1 timeSlot:1 timeZoneOf:1 timeZoneOffset:1
toDayOfMonth:1 toDayOfWeek:1-3 toDayOfYear:1 toHour:1 toISOWeek:1 toISOYear:1
toIntervalDay:1 toIntervalHour:1 toIntervalMinute:1 toIntervalMonth:1 toIntervalQuarter:1
toIntervalSecond:1 toIntervalWeek:1 toIntervalYear:1 toLastDayOfMonth:1 toLastDayOfWeek:1-2
toMinute:1 toMonday:1 toMonth:1 toQuarter:1 toSecond:1 toStartOfDay:1-2 toStartOfFifteenMinutes:1
toStartOfFiveMinutes:1 toStartOfHour:1 toStartOfISOYear:1 toStartOfInterval:2-3
toStartOfMinute:1 toStartOfMonth:1 toStartOfQuarter:1 toStartOfSecond:1 toStartOfTenMinutes:1
toStartOfYear:1 toUnixTimestamp:1-2 toUnixTimestamp64Milli:1 toWeek:1-3 toYYYYMM:1
toYYYYMMDD:1 toYYYYMMDDhhmmss:1 toYear:1 toYearWeek:1-3

row_number:0 rank:0 dense_rank:0 first_value:1 last_value:1 nth_value:2 lagInFrame:1-3
leadInFrame:1-3 lag:1-3 lead:1-3
"""

_AGGREGATES = """
any:1 anyHeavy:1 anyLast:1 argMax:2 argMin:2 avg:1 avgWeighted:2 boundingRatio:2 corr:2 count:0-1
countDistinct:1+ covarPop:2 covarSamp:2 deltaSum:1 groupArray:1 groupUniqArray:1 groupBitAnd:1
groupBitOr:1 groupBitXor:1 array_agg=groupArray:1 kurtPop:1 kurtSamp:1 max:1 maxMap:1-2 median:1
min:1 minMap:1-2 quantile:1 quantiles:1 quantileExact:1 simpleLinearRegression:2 skewPop:1
skewSamp:1 stddevPop:1 stddevSamp:1 sum:1 sumMap:1-2 topK:1 uniq:1+ uniqExact:1+ uniqHLL12:1+
varPop:1 varSamp:1 sequenceCount:2+ sequenceMatch:2+ windowFunnel:2+ retention:1+
"""

# An aggregate's name may end in these; a condition is one more argument.
_COMBINATORS = {
    "If": 1,
    "OrNull": 0,
    "OrDefault": 0,
    "OrNullIf": 1,
    "OrDefaultIf": 1,
    "Array": 0,
    "ArrayIf": 1,
    "Distinct": 0,
}

# Names that HogQL finds in any mixture of capitals; all others must be written exactly.
_ANY_CASE_NAMES = """
abs ascii avg ceil coalesce count extract floor greatest if ifnull isnull least left length
ln log lower max min nullif position pow power repeat replace reverse right round sign sqrt
substring sum upper
"""
_ANY_CASE = frozenset(_ANY_CASE_NAMES.split())


def _table(text: str, *, aggregate: bool) -> dict[str, Function]:
    table: dict[str, Function] = {}
    for entry in text.split():
        names, _, count = entry.rpartition(":")
        name, _, other = names.partition("=")
        low, dash, high = count.rstrip("+").partition("-")
        at_most = None if count.endswith("+") else int(high if dash else low)
        table[name] = Function(other or name, int(low), at_most, aggregate)
    return table


FUNCTIONS = {**_table(_SCALARS, aggregate=False), **_table(_AGGREGATES, aggregate=True)}
_BY_LOWER_CASE = {name.lower(): name for name in FUNCTIONS if name.lower() in _ANY_CASE}


def canonical(name: str) -> str:
    """The listed spelling of a function's name, the name itself when there is none."""
    return name if name in FUNCTIONS else _BY_LOWER_CASE.get(name.lower(), name)


def find(name: str, others: frozenset[str] = frozenset()) -> Function:
    """The permitted function of this name; raises QueryError, with the nearest name if any.

    `others` are names that the caller knows besides, for the suggestion.
    """
    function = FUNCTIONS.get(canonical(name)) or _combined(name)
    if function is not None:
        return function
    message = f"Unsupported function call '{name}(...)'"
    near = difflib.get_close_matches(name, FUNCTIONS.keys() | others, n=1)
    if near:
        message += f". Perhaps you meant '{near[0]}(...)'?"
    raise QueryError(message)


def _combined(name: str) -> Function | None:
    for ending in sorted(_COMBINATORS, key=len, reverse=True):
        base = FUNCTIONS.get(name.removesuffix(ending)) if name.endswith(ending) else None
        if base is not None and base.aggregate:
            extra = _COMBINATORS[ending]
            at_most = None if base.at_most is None else base.at_most + extra
            return Function(base.name + ending, base.at_least + extra, at_most, aggregate=True)
    return None


def check_count(name: str, function: Function, given: int) -> None:
    """Refuse a wrong number of arguments."""
    low, high = function.at_least, function.at_most
    if given >= low and (high is None or given <= high):
        return
    kind = "Aggregation" if function.aggregate else "Function"
    wanted = str(low) if low == high else f"at {'least' if given < low else 'most'} "
    if low != high:
        wanted += str(low if given < low else high)
    plural = "" if wanted in {"1", "at least 1", "at most 1"} else "s"
    raise QueryError(f"{kind} '{name}' expects {wanted} argument{plural}, found {given}")
