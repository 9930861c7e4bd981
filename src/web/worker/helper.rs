//! A second worker that takes Kinesis records apart while the first one reads on: both ends of the wire between them.
//!
//! There: a buffer with the data of a group, and its number with where each record stands. Back: the same buffer with the
//! number and what was found, or a larger one. Either is handed over, not copied, and used again: memory that is new
//! costs as much time as the work on it. None is shared: hosts of static pages do not allow that.

use js_sys::{Array, ArrayBuffer, Uint8Array, Uint32Array};
use kpl_capture::index::{Helper, skim_group};
use kpl_engine::session::WarmUp;
use std::{
    cell::{Cell, RefCell},
    rc::Rc,
};
use wasm_bindgen::{JsCast, closure::Closure};
use web_sys::{DedicatedWorkerGlobalScope, MessageEvent, Worker, WorkerOptions, WorkerType};

/// What a worker is called that is one of these.
pub const NAME: &str = "helper";

/// Whether there is a processor for it: one is the page's, one the first worker's. With two, opening a gibibyte took a
/// sixth less time and the page hung for a tenth of a second now and then (Chromium 156).
#[must_use]
pub fn has_room(scope: &DedicatedWorkerGlobalScope) -> bool {
    scope.navigator().hardware_concurrency() >= 3.0
}

/// What comes from the helper.
pub enum Heard {
    /// It listens.
    Ready,
    /// What it says of the group of that number.
    Answer(u32, Vec<u32>),
    /// It broke.
    Lost,
}

/// The first worker's end.
#[derive(Debug)]
pub struct Beside {
    worker: Worker,
    last: Cell<u32>,
    /// Buffers that came back.
    free: RefCell<Vec<ArrayBuffer>>,
}

/// Bytes by which buffers are made larger.
const STEP: usize = 1 << 20;

/// Buffers that the helper brings when it comes: memory is handed out when it is first written to, which then nobody
/// waits for.
const BROUGHT: usize = 5;

/// Buffers that are kept.
const KEPT: usize = 8;

impl Beside {
    /// Starts it from the script of the worker that calls this; it is asked nothing before it is [`Heard::Ready`].
    /// `None` where it cannot be started.
    pub fn start(scope: &DedicatedWorkerGlobalScope, heard: impl Fn(Heard) + 'static) -> Option<Rc<Self>> {
        let options = WorkerOptions::new();
        options.set_type(WorkerType::Module);
        options.set_name(NAME);
        let worker = Worker::new_with_options(&scope.location().href(), &options).ok()?;
        let beside = Rc::new(Self { worker, last: Cell::new(0), free: RefCell::default() });
        let heard = Rc::new(heard);
        let on_message = {
            let (beside, heard) = (Rc::downgrade(&beside), heard.clone());
            Closure::<dyn Fn(MessageEvent)>::new(move |event: MessageEvent| {
                let (numbers, Some(beside)) = (event.data().dyn_into::<Uint32Array>(), beside.upgrade())
                else {
                    return;
                };
                let Ok(numbers) = numbers else {
                    Array::from(&event.data()).iter().for_each(|buffer| beside.keep(buffer.unchecked_into()));
                    return heard(Heard::Ready);
                };
                let (number, found) = (numbers.get_index(0), numbers.subarray(1, numbers.length()).to_vec());
                beside.keep(numbers.buffer());
                heard(Heard::Answer(number, found));
            })
        };
        let on_error = Closure::<dyn Fn()>::new(move || heard(Heard::Lost));
        beside.worker.set_onmessage(Some(on_message.as_ref().unchecked_ref()));
        beside.worker.set_onerror(Some(on_error.as_ref().unchecked_ref()));
        // For as long as the page lives.
        on_message.forget();
        on_error.forget();
        Some(beside)
    }
}

impl Beside {
    fn keep(&self, buffer: ArrayBuffer) {
        let mut free = self.free.borrow_mut();
        if free.len() < KEPT {
            free.push(buffer);
        }
    }

    /// A buffer for so many bytes.
    fn buffer(&self, len: usize) -> ArrayBuffer {
        let size = u32::try_from(len.next_multiple_of(STEP)).unwrap_or(u32::MAX);
        let mut free = self.free.borrow_mut();
        match free.iter().position(|buffer| buffer.byte_length() >= size) {
            Some(at) => free.swap_remove(at),
            None => {
                // One that is too small for this is so for most that follow.
                free.pop();
                ArrayBuffer::new(size)
            }
        }
    }
}

impl Helper for Beside {
    fn take(&self, data: &[u8], records: &[[u32; 2]]) -> Option<u32> {
        let number = self.last.get().wrapping_add(1);
        self.last.set(number);
        let numbers: Vec<u32> =
            std::iter::once(number).chain(records.as_flattened().iter().copied()).collect();
        let (buffer, numbers) = (self.buffer(data.len()), Uint32Array::from(numbers.as_slice()));
        let len = u32::try_from(data.len()).ok()?;
        let bytes = Uint8Array::new_with_byte_offset_and_length(&buffer, 0, len);
        bytes.copy_from(data);
        let buffers = Array::of2(&buffer, &numbers.buffer());
        self.worker.post_message_with_transfer(&Array::of2(&bytes, &numbers), &buffers).ok()?;
        Some(number)
    }
}

/// The helper's end: listens for as long as the page lives.
pub fn serve(scope: &DedicatedWorkerGlobalScope) {
    // It has nothing else to do yet, and nobody waits for one that is not ready.
    let mut warm_up = WarmUp::default();
    while warm_up.goes_on() {
        warm_up.step();
    }
    let (answering, room) = (scope.clone(), RefCell::new(Vec::new()));
    let hear = Closure::<dyn Fn(MessageEvent)>::new(move |event: MessageEvent| {
        let message: Array = event.data().unchecked_into();
        let (data, numbers) = (message.get(0), message.get(1));
        let numbers = numbers.unchecked_into::<Uint32Array>().to_vec();
        let (Some((&number, records)), mut room) = (numbers.split_first(), room.borrow_mut()) else { return };
        let data: Uint8Array = data.unchecked_into();
        room.resize(usize::try_from(data.length()).unwrap_or_default(), 0);
        data.copy_to(&mut room);
        let answer = answer(number, &skim_group(&room, records.as_chunks().0), data.buffer());
        // The worker that made this one is there to hear it.
        let _ = answering.post_message_with_transfer(&answer, &Array::of1(&answer.buffer()));
    });
    scope.set_onmessage(Some(hear.as_ref().unchecked_ref()));
    hear.forget();
    let buffers: Array = (0..BROUGHT).map(|_| brought()).collect();
    let _ = scope.post_message_with_transfer(&buffers, &buffers);
}

/// A buffer that was written to.
fn brought() -> ArrayBuffer {
    let bytes = Uint8Array::new_with_length(u32::try_from(2 * STEP).unwrap_or_default());
    bytes.fill(1, 0, bytes.length()).buffer()
}

/// Number and numbers, in this buffer where they fit.
fn answer(number: u32, found: &[u32], buffer: ArrayBuffer) -> Uint32Array {
    let len = u32::try_from(found.len() + 1).unwrap_or_default();
    let fits = buffer.byte_length() / 4 >= len;
    let answer = match fits {
        true => Uint32Array::new_with_byte_offset_and_length(&buffer, 0, len),
        false => Uint32Array::new_with_length(len),
    };
    answer.set_index(0, number);
    answer.subarray(1, len).copy_from(found);
    answer
}
